package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.DOC;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Finds the {@code ///} lines right above declarations, which are asked for in order. */
final class Documentation {
  private final Excerpt excerpt;
  private final List<CommonToken> comments;
  private int next;

  Documentation(Excerpt excerpt, List<CommonToken> comments) {
    this.excerpt = excerpt;
    this.comments = comments;
  }

  /**
   * The lines above a token, without their signs; empty for none.
   *
   * @param from where the token before it ends
   */
  String before(Token token, int from) {
    while (next < comments.size() && comments.get(next).getStartIndex() < from) {
      next++;
    }
    int end = next;
    while (end < comments.size() && comments.get(end).getStartIndex() < token.getStartIndex()) {
      end++;
    }
    int start = end;
    int line = token.getLine();
    while (start > next
        && comments.get(start - 1).getType() == DOC
        && comments.get(start - 1).getLine() == line - 1) {
      start--;
      line--;
    }
    var lines = new StringBuilder();
    for (CommonToken comment : comments.subList(start, end)) {
      String text = excerpt.text(comment.getStartIndex() + 3, comment.getStopIndex() + 1);
      lines.append(text.startsWith(" ") ? text.substring(1) : text).append('\n');
    }
    next = end;
    return lines.toString().stripTrailing();
  }
}
