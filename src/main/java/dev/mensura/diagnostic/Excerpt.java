package dev.mensura.diagnostic;

import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;

/** The lines of a place with what is meant underlined. */
final class Excerpt {
  /** Of a place with more lines than this, the first and the last are shown. */
  private static final int MOST_LINES = 4;

  private final Paint paint;
  private final int width;
  private final int gutter;

  /**
   * @param width the cells of the terminal
   * @param gutter the digits of the greatest line number shown
   */
  Excerpt(Paint paint, int width, int gutter) {
    this.paint = paint;
    this.width = width;
    this.gutter = gutter;
  }

  /** {@code mark} is the character of the underline. */
  void append(StringBuilder out, Place place, char mark, Paint.Role role) {
    if (place.file().text().isEmpty()) {
      return;
    }
    int first = place.start().line();
    int last = Math.max(first, lastLine(place));
    bar(out, "");
    if (last - first < MOST_LINES) {
      for (int line = first; line <= last; line++) {
        appendLine(out, place, line, mark, role);
      }
    } else {
      appendLine(out, place, first, mark, role);
      out.append(" ".repeat(gutter)).append(paint.of(Paint.Role.GUTTER, "...")).append('\n');
      appendLine(out, place, last, mark, role);
    }
  }

  /** A span that ends with a line break ends on the line before it. */
  static int lastLine(Place place) {
    SourceFile file = place.file();
    int line = place.end().line();
    boolean onBreak = line > 1 && place.span().length() > 0 && place.end().column() == 1;
    return onBreak && file.lineSpan(line).start() == place.span().end() ? line - 1 : line;
  }

  private void appendLine(StringBuilder out, Place place, int line, char mark, Paint.Role role) {
    Span whole = place.file().lineSpan(line);
    String text = place.file().text(whole);
    int from = Math.clamp((long) place.span().start() - whole.start(), 0, text.length());
    int to = Math.clamp((long) place.span().end() - whole.start(), from, text.length());
    if (place.span().start() < whole.start()) {
      from = indent(text);
      if (from >= to) {
        numbered(out, line, text.isBlank() ? "" : new ShownLine(text).window(0, room()));
        return;
      }
    }
    var shown = new ShownLine(text);
    int start = shown.windowStart(shown.column(from), shown.column(to), room());
    int left = shown.column(from) - start;
    int right = Math.min(shown.column(to) - start, room());
    numbered(out, line, shown.window(start, room()));
    String underline = String.valueOf(mark).repeat(Math.max(1, right - left));
    bar(out, " ".repeat(Math.max(0, left)) + paint.of(role, underline));
  }

  /** A line as it would read after a change. */
  void appendChanged(StringBuilder out, int line, String text) {
    var shown = new ShownLine(text);
    out.append(paint.of(Paint.Role.GUTTER, String.format("%" + gutter + "d ", line)))
        .append(paint.of(Paint.Role.HELP, "+ "))
        .append(shown.window(0, room()).stripTrailing())
        .append('\n');
  }

  private int room() {
    return Math.max(24, width - gutter - 3);
  }

  private void numbered(StringBuilder out, int line, String text) {
    String number = " ".repeat(gutter - String.valueOf(line).length()) + line + " |";
    out.append(paint.of(Paint.Role.GUTTER, number));
    out.append(text.isEmpty() ? "" : " " + text.stripTrailing()).append('\n');
  }

  private void bar(StringBuilder out, String text) {
    out.append(" ".repeat(gutter + 1)).append(paint.of(Paint.Role.GUTTER, "|"));
    out.append(text.isEmpty() ? "" : " " + text).append('\n');
  }

  private static int indent(String text) {
    int i = 0;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
