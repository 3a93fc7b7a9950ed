package dev.mensura.cli;

import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalText;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out what is told of one thing.
 *
 * @param width at which sentences are broken
 * @param edge at which columns are cut
 */
record Page(Paint paint, int width, int edge) {
  private static final int KEY = 12;

  String title(String name, String kind) {
    return paint.of(Paint.Role.STRONG, name) + paint.of(Paint.Role.DIM, "  " + kind) + "\n";
  }

  String heading(String text) {
    return "\n" + paint.of(Paint.Role.STRONG, text) + "\n";
  }

  /** Lines further in. */
  String inset(String text) {
    var inset = new StringBuilder();
    text.strip()
        .lines()
        .forEach(line -> inset.append(line.isBlank() ? "" : "  " + line).append('\n'));
    return inset.toString();
  }

  /** Words further in, broken where the terminal ends. */
  String wrapped(String text, int indent) {
    var wrapped = new StringBuilder();
    for (String paragraph : text.strip().split("\n", -1)) {
      var line = new StringBuilder();
      for (String word : paragraph.strip().split(" +", -1)) {
        boolean full = TerminalText.width(line + " " + word) > Math.max(40, width) - indent;
        if (full && !line.isEmpty()) {
          wrapped.append(" ".repeat(indent)).append(line).append('\n');
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      wrapped.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
    }
    return wrapped.toString();
  }

  /** A key and its value; nothing for an empty value. */
  String entry(String key, String value) {
    if (value.isEmpty()) {
      return "";
    }
    int indent = KEY + 4;
    String text = wrapped(value, indent).substring(indent);
    return "  " + paint.of(Paint.Role.DIM, key + " ".repeat(KEY - key.length())) + "  " + text;
  }

  /** Names and what is said of them, in columns. */
  String columns(List<List<String>> rows) {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      var line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - TerminalText.width(row.get(i)) + 2);
      }
      lines.add(Listing.cut(line.toString().stripTrailing(), edge));
    }
    return String.join("\n", lines) + "\n";
  }
}
