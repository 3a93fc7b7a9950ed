package dev.mensura.example;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table on its way to a CSV file. A null is an empty cell, an empty text is a quoted one: a
 * reader that honours the difference gets both back.
 */
final class Csv {
  private final int width;
  private final StringBuilder text = new StringBuilder();

  Csv(String... columns) {
    width = columns.length;
    row((Object[]) columns);
  }

  void row(@Nullable Object... cells) {
    if (cells.length != width) {
      throw new IllegalArgumentException(cells.length + " cells for " + width + " columns");
    }
    List<String> line = new ArrayList<>();
    for (Object cell : cells) {
      line.add(cell(cell));
    }
    text.append(String.join(",", line)).append('\n');
  }

  String text() {
    return text.toString();
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String plain = value.toString();
    boolean quoted = plain.isEmpty() || plain.chars().anyMatch(c -> ",\"\n".indexOf(c) >= 0);
    return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
