package dev.mensura.bench;

import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A project of any size that looks like one that people wrote: lines of business with four models
 * each, and metrics that filter, divide and build on each other.
 *
 * @param models one file for each line of business
 * @param metrics as many files as were asked for
 */
record GeneratedProject(List<SourceFile> models, List<SourceFile> metrics) {
  /** The seed of every benchmark, so that two runs do the same work. */
  static final long SEED = 20_260_101L;

  /** So many metrics have the models of one line of business in common. */
  private static final int METRICS_OF_A_LINE = 400;

  static GeneratedProject of(int metrics, int files) {
    var random = new Random(SEED);
    int lines = Math.max(3, metrics / METRICS_OF_A_LINE);
    var models = new ArrayList<SourceFile>();
    for (int line = 0; line < lines; line++) {
      models.add(new SourceFile("models/" + line(line) + ".yml", models(line(line))));
    }
    var writers = new ArrayList<MetricWriter>();
    for (int line = 0; line < lines; line++) {
      writers.add(new MetricWriter(line(line), random));
    }
    var written = new ArrayList<SourceFile>();
    for (int file = 0; file < files; file++) {
      MetricWriter writer = writers.get(file % lines);
      int first = (int) ((long) metrics * file / files);
      int end = (int) ((long) metrics * (file + 1) / files);
      var text = new StringBuilder();
      for (int i = first; i < end; i++) {
        text.append(writer.next(i)).append('\n');
      }
      written.add(new SourceFile("metrics/file%03d.metric".formatted(file), text.toString()));
    }
    return new GeneratedProject(List.copyOf(models), List.copyOf(written));
  }

  List<SourceFile> all() {
    var all = new ArrayList<>(models);
    all.addAll(metrics);
    return all;
  }

  static String line(int number) {
    return "shop" + number;
  }

  private static String models(String line) {
    return """
    model: LINE_customers
    description: One row per customer, whether or not it ever bought something.
    table: LINE.customers
    primary_key: customer_id
    time: signed_up_at
    entity: LINE_customer
    fields:
      customer_id:  {type: integer, nullable: false}
      segment:      {type: string, nullable: false, values: [private, trade, public]}
      country:      {type: string, nullable: false}
      plan:         {type: string, nullable: false, values: {free: Free, pro: Pro, team: Team}}
      credit:       {type: "decimal(12,2)", unit: USD}
      order_count:  {type: integer, expr: LINE_orders_placed}
      signed_up_at: {type: timestamp, nullable: false}
    joins:
      orders: {model: LINE_orders, on: customer_id = customer_id}
    ---
    model: LINE_orders
    table: LINE.orders
    where: status != 'draft'
    primary_key: order_id
    time: ordered_at
    entity: LINE_order
    fields:
      order_id:    {type: integer, nullable: false}
      customer_id: integer
      status:
        type: string
        nullable: false
        values: {draft: Draft, placed: Placed, paid: Paid, refunded: Refunded}
      channel:     {type: string, nullable: false, values: [web, app, shop]}
      quantity:    {type: integer, nullable: false}
      unit_price:  {type: "decimal(12,2)", nullable: false, unit: USD}
      discount:    {type: "decimal(12,2)", unit: USD}
      amount:      {type: "decimal(14,2)", unit: USD, expr: quantity * unit_price}
      net:         {type: "decimal(14,2)", unit: USD, expr: "amount - coalesce(discount, 0)"}
      ordered_at:  {type: timestamp, nullable: false}
      shipped_at:  timestamp
    joins:
      customer: {model: LINE_customers, on: customer_id}
      items:    {model: LINE_items, on: order_id = order_id}
    ---
    model: LINE_items
    table: LINE.items
    primary_key: [order_id, line_no]
    time: order.ordered_at
    entity: LINE_item
    fields:
      order_id: {type: integer, nullable: false}
      line_no:  {type: integer, nullable: false}
      sku:      {type: string, nullable: false}
      quantity: {type: integer, nullable: false}
      price:    {type: "decimal(12,2)", nullable: false, unit: USD}
    joins:
      order:   {model: LINE_orders, on: order_id}
      product: {model: LINE_products, on: sku}
    ---
    model: LINE_products
    table: LINE.products
    primary_key: sku
    fields:
      sku:      {type: string, nullable: false}
      name:     {type: string, nullable: false}
      category: {type: string, nullable: false, values: [tools, toys, food, books]}
      weight:   {type: double, unit: kg}
    """
        .replace("LINE", line);
  }
}
