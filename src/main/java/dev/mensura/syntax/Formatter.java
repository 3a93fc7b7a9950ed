package dev.mensura.syntax;

import dev.mensura.source.SourceFile;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Lays a file out anew: its tokens and comments stay, spaces and line breaks are chosen.
 *
 * <p><b>Invariant:</b> a formatted file is formatted into itself, and means what it meant.
 */
public final class Formatter {
  /** A comment that moved may change the lines around it once more. */
  private static final int MAX_ROUNDS = 4;

  private Formatter() {}

  /** Formats a {@code .metric} file; one that can't be read stays as it is. */
  public static Formatted format(SourceFile file) {
    Parsed parsed = Parser.parse(file);
    if (!parsed.diagnostics().isEmpty()) {
      return new Formatted(file.text(), parsed.diagnostics());
    }
    String text = file.text();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String next = once(new SourceFile(file.path(), text));
      if (next.equals(text)) {
        break;
      }
      text = next;
    }
    return new Formatted(text, List.of());
  }

  private static String once(SourceFile file) {
    Excerpt excerpt = Excerpt.of(file);
    List<Piece> pieces = Piece.of(excerpt, Scanner.scan(excerpt, Tokens.Kind.FILE));
    var out = new StringBuilder();
    var printer = new DocPrinter(out);
    var layout = new Layout(pieces);
    while (true) {
      Piece first = pieces.get(layout.next());
      boolean end = first.type() == Token.EOF;
      for (Piece.Remark remark : first.before()) {
        gap(out, remark.linesBefore());
        out.append(remark.text()).append('\n');
      }
      if (end) {
        return out.toString();
      }
      gap(out, first.linesBefore());
      printer.print(layout.declaration());
    }
  }

  private static void gap(StringBuilder out, int lines) {
    if (lines > 1 && !out.isEmpty()) {
      out.append('\n');
    }
  }
}
