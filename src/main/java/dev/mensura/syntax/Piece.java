package dev.mensura.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * A token and the comments around it.
 *
 * @param before the comments between the token before and this one, but for trailing ones
 * @param after the comments behind it on its line
 * @param linesBefore how many line breaks are between this and what stands before it, comments
 *     included
 */
record Piece(CommonToken token, List<Remark> before, List<String> after, int linesBefore) {

  /**
   * A comment.
   *
   * @param linesBefore how many line breaks are between it and what stands before it
   */
  record Remark(String text, Place place, int linesBefore) {}

  /** Where a comment stands. */
  enum Place {
    OWN_LINE,
    INLINE
  }

  int type() {
    return token.getType();
  }

  /** Every token of a text, the end included, with every comment at one of them. */
  static List<Piece> of(Excerpt excerpt, Tokens tokens) {
    var pieces = new ArrayList<Piece>(tokens.all().size());
    List<CommonToken> comments = tokens.comments();
    String text = excerpt.text();
    int next = 0;
    int end = 0;
    for (CommonToken token : tokens.all()) {
      var before = new ArrayList<Remark>();
      while (next < comments.size() && comments.get(next).getStartIndex() < token.getStartIndex()) {
        CommonToken comment = comments.get(next++);
        int from = comment.getStartIndex();
        int to = comment.getStopIndex() + 1;
        int lines = lines(text, end, from);
        String words = comment.getText().stripTrailing().replace("\r\n", "\n");
        boolean rest = lineEnds(text, to);
        if (lines == 0 && rest && before.isEmpty() && !pieces.isEmpty()) {
          pieces.getLast().after().add(words);
        } else {
          boolean own = rest || lines > 0 && words.indexOf('\n') >= 0;
          before.add(new Remark(words, own ? Place.OWN_LINE : Place.INLINE, lines));
        }
        end = to;
      }
      int lines = lines(text, end, token.getStartIndex());
      pieces.add(new Piece(token, before, new ArrayList<>(), lines));
      end = token.getStopIndex() + 1;
    }
    return pieces;
  }

  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static boolean lineEnds(String text, int at) {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i >= text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }
}
