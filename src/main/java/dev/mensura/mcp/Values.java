package dev.mensura.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mensura.plan.QueryPlan;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values of an answer as JSON and as text: all digits, times as ISO 8601 has them. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  static ArrayNode json(List<@Nullable Object> row) {
    ArrayNode array = Json.array();
    row.forEach(value -> array.add(json(value)));
    return array;
  }

  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case BigDecimal number -> DecimalNode.valueOf(number);
      // JSON has no word for what is no number or not finite.
      case Double number when Double.isFinite(number) -> NODES.numberNode(number);
      case Boolean truth -> NODES.booleanNode(truth);
      default -> NODES.textNode(text(value));
    };
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case BigDecimal number -> number.toPlainString();
      case LocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      default -> value.toString();
    };
  }

  /** A heading and a line for each row. */
  static String table(List<QueryPlan.Column> columns, List<List<@Nullable Object>> rows) {
    var text = new StringBuilder();
    var head = new StringJoiner(" | ");
    columns.forEach(c -> head.add(c.name() + c.unit().text().map(u -> " (" + u + ")").orElse("")));
    text.append(head).append('\n');
    for (List<@Nullable Object> row : rows) {
      var line = new StringJoiner(" | ");
      row.forEach(value -> line.add(text(value).replace('\n', ' ')));
      text.append(line).append('\n');
    }
    return text.append(rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)").toString();
  }
}
