package dev.mensura.cli;

import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Things with properties, some of which a table has room for. */
final class Listing {
  private static final int NARROWEST = 20;

  private final List<String> shown;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param shown the columns of the table; the last is cut where the terminal ends
   */
  Listing(String... shown) {
    this.shown = List.of(shown);
  }

  /** The properties of one thing: texts, and lists of texts. */
  static final class Row {
    private final SequencedMap<String, Object> values = new LinkedHashMap<>();

    Row put(String key, String text) {
      values.put(key, text);
      return this;
    }

    Row put(String key, List<String> texts) {
      values.put(key, texts);
      return this;
    }

    private String text(String key) {
      return switch (values.get(key)) {
        case null -> "";
        case List<?> texts -> String.join(", ", texts.stream().map(Object::toString).toList());
        case Object text -> TerminalText.harmless(firstLine(text.toString()));
      };
    }

    private static String firstLine(String text) {
      return text.strip().lines().findFirst().orElse("");
    }
  }

  Row row() {
    var row = new Row();
    rows.add(row);
    return row;
  }

  String table(Paint paint, int width) {
    if (rows.isEmpty()) {
      return "Nothing.\n";
    }
    List<String> used =
        shown.stream().filter(key -> rows.stream().anyMatch(r -> !r.text(key).isEmpty())).toList();
    int before = 0;
    for (String key : used.subList(0, used.size() - 1)) {
      int widest = rows.stream().mapToInt(r -> TerminalText.width(r.text(key))).max().orElse(0);
      before += Math.max(widest, key.length()) + 2;
    }
    int room = Math.max(NARROWEST, width - before);
    List<TextTable.Column> columns =
        used.stream().map(key -> new TextTable.Column(key, false)).toList();
    List<List<TextTable.Cell>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<TextTable.Cell> line = new ArrayList<>();
      for (String key : used) {
        String text = row.text(key);
        line.add(TextTable.Cell.of(key.equals(used.getLast()) ? cut(text, room) : text));
      }
      cells.add(line);
    }
    return TextTable.text(columns, cells, paint);
  }

  static String cut(String text, int room) {
    if (TerminalText.width(text) <= room) {
      return text;
    }
    int end = text.length();
    while (TerminalText.width(text.substring(0, end)) > room - 1) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  String json() {
    return JsonList.text(rows.stream().map(row -> row.values).toList());
  }
}
