package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;

/**
 * An SQL text inside a file. Places inside the text count from its own first character; spans are
 * those of the file.
 */
final class SqlText {
  private final Expr.Text text;
  private final SourceFile file;
  private final SourceFile lines;

  SqlText(Expr.Text text, SourceFile file) {
    this.text = text;
    this.file = file;
    this.lines = new SourceFile("<sql>", text.value());
  }

  String value() {
    return text.value();
  }

  int length() {
    return text.value().length();
  }

  /** The place inside the text of a line and column, both from 1, as Calcite counts them. */
  int index(int line, int column) {
    return lines.offset(new Position(line, column));
  }

  /** Where characters of the text stand in the file. */
  Span span(int from, int to) {
    int start = offset(from);
    return new Span(start, Math.max(start, offset(to)));
  }

  /** Where the whole text stands, its quotes not included. */
  Span span() {
    return span(0, length());
  }

  int offset(int index) {
    int[] offsets = text.offsets();
    return offsets[Math.min(Math.max(index, 0), offsets.length - 1)];
  }

  /** What is written in the file at a place of the text, shortened for a message. */
  String excerpt(int from, int to) {
    String part = text.value().substring(from, to).strip().replaceAll("\\s+", " ");
    return part.length() <= 60 ? part : part.substring(0, 57) + "…";
  }

  /**
   * Characters of SQL as they must be written in the file: a double quote is escaped where the text
   * itself stands in single ones of it.
   */
  String written(String sql) {
    String around = file.text(text.span());
    boolean escapes = around.startsWith("\"") && !around.startsWith("\"\"\"");
    return escapes ? sql.replace("\"", "\\\"") : sql;
  }

  Place place(Span span) {
    return new Place(file, span);
  }

  Diagnostic finding(Code code, Span span, String message) {
    return Diagnostic.of(code, place(span), message);
  }
}
