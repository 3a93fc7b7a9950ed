package dev.mensura.syntax;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * The tokens of a text.
 *
 * @param all what the parser reads, in order; the last is the end of the text
 * @param comments comments and documentation, in order
 */
record Tokens(List<CommonToken> all, List<CommonToken> comments, List<Problem> problems) {

  /** What a text is a piece of: it decides which words start a declaration or a clause. */
  enum Kind {
    FILE,
    QUERY,
    EXPRESSION
  }
}
