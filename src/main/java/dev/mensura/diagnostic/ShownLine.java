package dev.mensura.diagnostic;

import java.util.Arrays;

/**
 * A line of a file as a terminal can show it: tabs are spaces, and what would move the cursor, turn
 * the direction of reading or change the colours is replaced by a visible sign.
 */
final class ShownLine {
  private static final int TAB = 4;
  private static final String CUT = "…";

  private final String text;
  private final int[] columns;

  /** Columns for each UTF-16 offset of {@code line}, the one behind its end included. */
  ShownLine(String line) {
    var shown = new StringBuilder();
    this.columns = new int[line.length() + 1];
    int column = 0;
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      int end = i + Character.charCount(codePoint);
      Arrays.fill(columns, i, end, column);
      if (codePoint == '\t') {
        int spaces = TAB - column % TAB;
        shown.repeat(' ', spaces);
        column += spaces;
      } else {
        int visible = TerminalText.visible(codePoint);
        shown.appendCodePoint(visible);
        column += TerminalText.width(visible);
      }
      i = end;
    }
    columns[line.length()] = column;
    this.text = shown.toString();
  }

  int column(int offset) {
    return columns[offset];
  }

  int width() {
    return columns[columns.length - 1];
  }

  /** Where a window of {@code room} cells begins so that the cells from..to are in it. */
  int windowStart(int from, int to, int room) {
    if (width() <= room || to < room) {
      return 0;
    }
    int spare = Math.max(room - (to - from), room / 3);
    return Math.max(0, Math.min(from - spare / 2, width() - room));
  }

  /**
   * The cells from {@code start} on, at most {@code room}, with a mark where something is cut off.
   */
  String window(int start, int room) {
    if (start == 0 && width() <= room) {
      return text;
    }
    int first = start == 0 ? 0 : start + 1;
    int last = start + room >= width() ? width() : start + room - 1;
    var cut = new StringBuilder(start == 0 ? "" : CUT);
    int column = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int next = column + TerminalText.width(codePoint);
      if (column >= first && next <= last) {
        cut.appendCodePoint(codePoint);
      } else if (column < first && next > first || column < last && next > last) {
        // Half of a wide character keeps its place.
        cut.append(' ');
      }
      column = next;
      i += Character.charCount(codePoint);
    }
    return cut.append(last == width() ? "" : CUT).toString();
  }
}
