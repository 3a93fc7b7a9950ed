package dev.mensura.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes the metrics of one line of business, each with a name that tells what it counts in. */
final class MetricWriter {
  private static final List<String> SEGMENTS = List.of("private", "trade", "public");
  private static final List<String> COUNTRIES = List.of("DE", "FR", "IN", "JP", "US");
  private static final List<String> CATEGORIES = List.of("tools", "toys", "food", "books");

  private final String line;
  private final Random random;
  private final List<String> counts = new ArrayList<>();
  private final List<String> sums = new ArrayList<>();

  MetricWriter(String line, Random random) {
    this.line = line;
    this.random = random;
  }

  /** A metric that no other of the project equals, thanks to its number. */
  String next(int number) {
    if (counts.isEmpty()) {
      counts.add(line + "_orders_placed");
      return "metric " + counts.getFirst() + " = count " + line + "_orders\n";
    }
    if (sums.isEmpty()) {
      sums.add(line + "_revenue");
      return "metric " + sums.getFirst() + " = sum " + line + "_orders.amount\n";
    }
    String text = body(number);
    return (number % 3 == 0
            ? "/// What the " + line + " line reports as number " + number + ".\n"
            : "")
        + text.replace("LINE", line);
  }

  private String body(int n) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> count(n, "count LINE_orders where status = 'paid' and quantity > " + n);
      case 2, 3 ->
          sum(
              n,
              "sum LINE_orders.amount where customer.segment = '%s' and quantity >= %d"
                  .formatted(any(SEGMENTS), n));
      case 4 ->
          count(
              n,
              "count_distinct LINE_orders.customer_id where channel in ('web', 'app') and amount > "
                  + n);
      case 5 -> sum(n, "avg LINE_orders.net where month >= @2024-05 and amount < " + n);
      case 6, 7 ->
          sum(
              n,
              "sum (LINE_items.quantity * LINE_items.price)\n"
                  .concat(
                      "  where order.customer.country = '%s' and product.category = '%s' and"
                          + " quantity < %d")
                  .formatted(any(COUNTRIES), any(CATEGORIES), n));
      case 8 ->
          sum(
              n,
              "percentile(LINE_orders.amount, 0.95) where shipped_at is not null and quantity != "
                  + n);
      case 9 -> count(n, "count LINE_customers where LINE_orders_placed >= " + (n + 2));
      case 10, 11 -> ratio(n, "%s / (%s + %d)".formatted(any(counts), any(counts), n));
      case 12 ->
          ratio(
              n,
              "(LINE_revenue where status = 'paid' and quantity > %d) / %s"
                  .formatted(n, any(sums)));
      case 13 -> sum(n, "%s + %s * %d".formatted(any(sums), any(sums), n));
      case 14 -> count(n, "case when %1$s > %2$d then %1$s else 0 end".formatted(any(counts), n));
      default ->
          n % 10 == 0
              ? sum(n, "sql LINE_orders \"SUM(net) FILTER (WHERE quantity > %d)\"".formatted(n))
              : count(
                  n,
                  "count LINE_orders where items.product.category = '%s' and quantity > %d"
                      .formatted(any(CATEGORIES), n));
    };
  }

  private String count(int number, String body) {
    return declared(counts, "LINE_count_" + number, body);
  }

  private String sum(int number, String body) {
    return declared(sums, "LINE_usd_" + number, body);
  }

  private String ratio(int number, String body) {
    return declared(new ArrayList<>(), "LINE_ratio_" + number, body + " { format: \"0.0%\" }");
  }

  private String declared(List<String> kind, String name, String body) {
    kind.add(name.replace("LINE", line));
    String properties =
        body.endsWith("}") || random.nextInt(4) > 0
            ? ""
            : " {\n  tags: [growth, finance]\n  owner: \"team%d@example.com\"\n}"
                .formatted(random.nextInt(20));
    return "metric " + name + " = " + body + properties + "\n";
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
