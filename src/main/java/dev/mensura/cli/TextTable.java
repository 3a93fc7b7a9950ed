package dev.mensura.cli;

import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalText;
import java.util.List;

/** Columns of text with a line below their names. */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /**
   * A column.
   *
   * @param right whether values stand to the right, as numbers do
   */
  record Column(String name, boolean right) {}

  /** What stands in a row of a column. */
  record Cell(String text, boolean dim) {
    static Cell of(String text) {
      return new Cell(text, false);
    }

    static Cell dim(String text) {
      return new Cell(text, true);
    }
  }

  static String text(List<Column> columns, List<List<Cell>> rows, Paint paint) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = TerminalText.width(columns.get(i).name());
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], TerminalText.width(row.get(i).text()));
      }
    }
    var text = new StringBuilder();
    var head = new StringBuilder();
    var rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String name = paint.of(Paint.Role.STRONG, columns.get(i).name());
      append(head, name, TerminalText.width(columns.get(i).name()), widths[i], columns.get(i), i);
      rule.append(i == 0 ? "" : GAP).repeat('─', widths[i]);
    }
    text.append(head.toString().stripTrailing()).append('\n');
    text.append(paint.of(Paint.Role.DIM, rule.toString())).append('\n');
    for (List<Cell> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        Cell cell = row.get(i);
        String shown = cell.dim() ? paint.of(Paint.Role.DIM, cell.text()) : cell.text();
        append(line, shown, TerminalText.width(cell.text()), widths[i], columns.get(i), i);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static void append(
      StringBuilder line, String shown, int width, int room, Column column, int index) {
    line.append(index == 0 ? "" : GAP);
    if (column.right()) {
      line.repeat(' ', room - width).append(shown);
    } else {
      line.append(shown).repeat(' ', room - width);
    }
  }
}
