package dev.mensura.check.sql;

import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.type.Calendar;
import java.util.List;

/** The model that SQL expressions are tried on. */
final class Orders {
  static final SemanticModel MODEL =
      Models.link(
              List.of(
                  ModelReader.read(
                      new SourceFile(
                          "orders.yml",
                          """
                          model: orders
                          table: shop.orders
                          primary_key: order_id
                          fields:
                            order_id: {type: integer, nullable: false}
                            customer_id: integer
                            amount: {type: 'decimal(12,2)', column: amt}
                            qty: {type: integer, column: quantity}
                            price: {type: 'decimal(12,2)', expr: amount / qty}
                            status: string
                            paid: boolean
                            score: double
                            ordered_at: timestamp
                            day: date
                            month: date
                            order: string
                            "odd name": integer
                            größe: integer
                          """))))
          .catalog()
          .get("orders");

  private static final Name MODEL_NAME = new Name("orders", new Span(0, 0));

  private Orders() {}

  /** Reads a metric file that has one declaration, {@code metric m = sql orders …}. */
  static Translated metric(SourceFile file) {
    Declaration.Metric metric = (Declaration.Metric) Parser.parse(file).declarations().getFirst();
    return SqlExpressions.metric((Expr.Sql) metric.body(), file, MODEL, Calendar.PLAIN);
  }

  static Translated metric(String sql) {
    SourceFile file = file(sql);
    return SqlExpressions.metric(
        new Expr.Sql(MODEL_NAME, text(file), new Span(0, 0)), file, MODEL, Calendar.PLAIN);
  }

  static Translated row(String sql) {
    SourceFile file = file(sql);
    return SqlExpressions.row(text(file), file, MODEL, Calendar.PLAIN);
  }

  /** A file that holds nothing but the SQL, in quotes that need no escapes. */
  private static SourceFile file(String sql) {
    return new SourceFile("m.metric", "'" + sql + "'");
  }

  private static Expr.Text text(SourceFile file) {
    int length = file.text().length() - 2;
    int[] offsets = new int[length + 1];
    for (int i = 0; i <= length; i++) {
      offsets[i] = i + 1;
    }
    return new Expr.Text(file.text().substring(1, length + 1), new Span(0, length + 2), offsets);
  }
}
