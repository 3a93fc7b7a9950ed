package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.QueryBody;
import java.util.List;
import java.util.Optional;

/** Text to syntax tree. Never fails: what is wrong with the text is said in the result. */
public final class Parser {
  private Parser() {}

  /** Parses a {@code .metric} file. */
  public static Parsed parse(SourceFile file) {
    var reader = new Reader(Excerpt.of(file), Tokens.Kind.FILE);
    List<Declaration> declarations = reader.declarations();
    return new Parsed(file, declarations, reader.findings());
  }

  /** Parses what stands behind {@code query name =}. */
  public static ParsedQuery parseQuery(SourceFile file) {
    var reader = new Reader(Excerpt.of(file), Tokens.Kind.QUERY);
    Optional<QueryBody> body = reader.query();
    return new ParsedQuery(file, body, reader.findings());
  }

  /**
   * Parses an expression that stands in a file of another language.
   *
   * @param file the file that findings point into
   * @param span where the expression is in it
   * @param text the expression; if the file spells it otherwise (with escapes, or folded over
   *     lines), every place in the result is the whole span
   */
  public static ParsedExpr parseExpression(SourceFile file, Span span, String text) {
    var reader = new Reader(Excerpt.of(file, span, text), Tokens.Kind.EXPRESSION);
    Optional<Expr> expression = reader.expression();
    List<Diagnostic> findings = reader.findings();
    return new ParsedExpr(expression, findings);
  }
}
