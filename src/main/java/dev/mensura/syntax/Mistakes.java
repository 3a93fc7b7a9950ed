package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.syntax.Excerpt.Change;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RecognitionException;

/** Says in words why tokens do not parse. */
final class Mistakes {
  private static final List<String> STARTS = List.of("metric", "query", "assert", "test");

  private final Excerpt excerpt;

  Mistakes(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  /** What to say of text that starts with no declaration word. */
  Diagnostic noDeclaration(Stretch stretch) {
    CommonToken token = stretch.token(stretch.from());
    String word = token.getText();
    Diagnostic finding =
        finding(
            token,
            "A declaration starts with `metric`, `query`, `assert` or `test`, not with `"
                + word
                + "`.");
    Optional<String> near = Nearest.to(word, STARTS);
    return near.isEmpty() ? finding : replace(finding, token, near.get());
  }

  /** What to say of the token at an index, where the parser stopped. */
  Diagnostic of(Stretch stretch, int at, RecognitionException cause) {
    CommonToken token = stretch.token(at);
    String found = at >= stretch.to() ? "the end" : "`" + token.getText() + "`";
    return finding(token, "Found " + found + " where it can't stand.");
  }

  private Diagnostic replace(Diagnostic finding, CommonToken token, String right) {
    Change change = new Change(token.getStartIndex(), token.getStopIndex() + 1, right);
    return excerpt.fix(
        finding.note("Did you mean `" + right + "`?"), "Write `" + right + "`", change);
  }

  private Diagnostic finding(CommonToken token, String message) {
    return excerpt.finding(Code.SYNTAX, token.getStartIndex(), token.getStopIndex() + 1, message);
  }
}
