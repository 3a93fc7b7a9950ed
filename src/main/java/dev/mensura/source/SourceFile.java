package dev.mensura.source;

import java.util.Arrays;

/**
 * A named text. Two source files are the same only if they are one object: a new text of the same
 * path is a new source file.
 */
public final class SourceFile {
  private final String path;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param path how people call the file: relative to the project, with {@code /}; or a name in
   *     angle brackets for text that is in no file, such as {@code <query>}
   * @param text the whole text
   */
  public SourceFile(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The position of an offset; the offset after the last character is a position too. */
  public Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - lineStarts[line] + 1);
  }

  /** The offset of a position; a column behind the end of its line gives the end of the line. */
  public int offset(Position position) {
    int line = Math.min(Math.max(position.line(), 1), lineStarts.length) - 1;
    return Math.min(
        lineStarts[line] + Math.max(position.column(), 1) - 1, lineSpan(line + 1).end());
  }

  /** The stretch of a line, counted from 1, without its line break. */
  public Span lineSpan(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return new Span(start, end);
  }

  @Override
  public String toString() {
    return path;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks =
          c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
      if (breaks) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
