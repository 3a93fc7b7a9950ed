package dev.mensura.syntax;

import java.util.List;

/** Prints a {@link Doc} in lines of at most {@link #WIDTH} characters where that is possible. */
final class DocPrinter {
  static final int WIDTH = 100;
  private static final int INDENT = 2;

  private final StringBuilder out;
  private final StringBuilder suffix = new StringBuilder();
  private int column;

  /** Whether the next text starts a new line, how far in, and what is between. */
  private boolean newLine;

  private int indent;
  private Doc.Gap gap = Doc.Gap.NONE;

  DocPrinter(StringBuilder out) {
    this.out = out;
  }

  /** Prints a document and ends its last line. */
  void print(Doc doc) {
    print(doc, 0, false, 0);
    out.append(suffix).append('\n');
    suffix.setLength(0);
    newLine = false;
    column = 0;
  }

  /**
   * @param flat whether the group around it is on one line
   * @param tail the characters that follow without a break
   */
  private void print(Doc doc, int level, boolean flat, int tail) {
    switch (doc) {
      case Doc.Text text -> write(text.text());
      case Doc.Line line -> {
        if (flat) {
          write(line.flat());
        } else {
          breakLine(level, Doc.Gap.NONE);
        }
      }
      case Doc.Hard hard -> breakLine(level, hard.gap());
      case Doc.Suffix comment -> suffix.append(' ').append(comment.text());
      case Doc.Own comment -> {
        if (column > 0 || newLine) {
          breakLine(level, comment.gap());
        }
        write(comment.text());
        breakLine(level, Doc.Gap.NONE);
      }
      case Doc.Nest nest -> parts(nest.parts(), level + INDENT, flat, tail);
      case Doc.Group group -> {
        int start = newLine ? level : column;
        boolean fits = !group.mustBreak() && start + group.width() + tail <= WIDTH;
        parts(group.parts(), level, flat || fits, tail);
      }
    }
  }

  private void parts(List<Doc> parts, int level, boolean flat, int tail) {
    for (int i = 0; i < parts.size(); i++) {
      Doc part = parts.get(i);
      boolean decides = part instanceof Doc.Group || part instanceof Doc.Nest;
      print(part, level, flat, decides ? tail(parts, i + 1, tail) : 0);
    }
  }

  private static int tail(List<Doc> parts, int from, int tail) {
    int width = 0;
    for (int i = from; i < parts.size(); i++) {
      width += parts.get(i).lead();
      if (parts.get(i).hasLine()) {
        return width;
      }
    }
    return width + tail;
  }

  private void breakLine(int level, Doc.Gap between) {
    newLine = true;
    indent = level;
    if (between == Doc.Gap.EMPTY_LINE) {
      gap = between;
    }
  }

  private void write(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (newLine) {
      // A line break asked for twice is one, and spaces never end a line.
      trim();
      out.append(suffix).append('\n');
      suffix.setLength(0);
      if (gap == Doc.Gap.EMPTY_LINE) {
        out.append('\n');
      }
      out.repeat(' ', indent);
      column = indent;
      newLine = false;
      gap = Doc.Gap.NONE;
      if (text.isBlank()) {
        return;
      }
    }
    out.append(text);
    int line = text.lastIndexOf('\n');
    column = line < 0 ? column + text.length() : text.length() - line - 1;
  }

  private void trim() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') {
      end--;
    }
    out.setLength(end);
  }
}
