package dev.mensura.cli;

import dev.mensura.diagnostic.Paint;
import dev.mensura.engine.Result;
import dev.mensura.live.Answered;
import dev.mensura.plan.QueryPlan;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is to be written.
 *
 * @param columns as the query calls them
 * @param rows values as in {@link Result}
 */
record Output(List<QueryPlan.Column> columns, List<List<@Nullable Object>> rows, Paint paint) {
  static Output of(Answered answered, Face face) {
    return new Output(answered.columns(), answered.rows(), face.paint());
  }

  /** For people: formats and units, numbers to the right. */
  String table() {
    String count = rows.size() == 1 ? "1 row" : rows.size() + " rows";
    return lines(Null.DIM) + paint.of(Paint.Role.DIM, "(" + count + ")") + "\n";
  }

  /** How a null is shown. */
  enum Null {
    /** Dim, and without colours not at all. */
    DIM,
    /** In any case, where it is what matters. */
    ALWAYS
  }

  /** The table without the number of its rows. */
  String lines(Null nulls) {
    List<TextTable.Column> heads = new ArrayList<>();
    List<ValueFormat> formats = new ArrayList<>();
    for (QueryPlan.Column column : columns) {
      String unit = column.unit().text().map(u -> " (" + u + ")").orElse("");
      boolean right = column.type().isNumeric() || column.type().is(ValueType.Kind.DURATION);
      heads.add(new TextTable.Column(column.name() + unit, right));
      formats.add(ValueFormat.of(column));
    }
    List<List<TextTable.Cell>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<TextTable.Cell> line = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        boolean named = row.get(i) == null && nulls == Null.ALWAYS;
        line.add(named ? TextTable.Cell.dim("null") : formats.get(i).cell(row.get(i), paint));
      }
      cells.add(line);
    }
    return TextTable.text(heads, cells, paint);
  }

  /** RFC 4180, with a header; null is nothing, an empty text is two quotes. */
  String csv() {
    var text = new StringBuilder();
    List<String> names = columns.stream().map(column -> quoted(column.name())).toList();
    text.append(String.join(",", names)).append("\r\n");
    for (List<@Nullable Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        text.append(i == 0 ? "" : ",").append(value == null ? "" : field(value));
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  private static String field(Object value) {
    return value instanceof String text
        ? text.isEmpty() ? "\"\"" : quoted(text)
        : ValueFormat.exact(value);
  }

  private static String quoted(String text) {
    boolean needed =
        text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r");
    return needed ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
