package dev.mensura.syntax;

import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.NullUnmarked;

/** Some neighbouring tokens as a text of their own: all that the parser sees at a time. */
@NullUnmarked
final class Stretch implements TokenStream {
  private final List<CommonToken> tokens;
  private final int from;
  private final int to;
  private final CommonToken end;
  private int at;

  /**
   * @param from the index of the first token
   * @param to the index behind the last
   */
  Stretch(List<CommonToken> tokens, int from, int to) {
    this.tokens = tokens;
    this.from = from;
    this.to = to;
    this.at = from;
    int offset = to > from ? tokens.get(to - 1).getStopIndex() + 1 : tokens.get(to).getStartIndex();
    this.end = new CommonToken(Token.EOF, "");
    end.setStartIndex(offset);
    end.setStopIndex(offset - 1);
    end.setTokenIndex(to);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The token at an index; the end of the stretch behind its last token. */
  CommonToken token(int index) {
    return index >= to ? end : tokens.get(index);
  }

  /** The type of the token at an index; the end of the text on both sides of the stretch. */
  int type(int index) {
    return index < from || index >= to ? Token.EOF : tokens.get(index).getType();
  }

  @Override
  public Token LT(int k) {
    if (k < 0) {
      return at + k < from ? null : tokens.get(at + k);
    }
    return k == 0 ? null : token(at + k - 1);
  }

  @Override
  public int LA(int k) {
    return k < 0 ? type(at + k) : token(at + k - 1).getType();
  }

  @Override
  public void consume() {
    if (at < to) {
      at++;
    }
  }

  @Override
  public Token get(int index) {
    return token(index);
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, to);
  }

  @Override
  public int size() {
    return to;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public TokenSource getTokenSource() {
    return null;
  }

  @Override
  public String getText(Interval interval) {
    return getText(token(interval.a), token(interval.b));
  }

  @Override
  public String getText() {
    return getText(token(from), token(to));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    var text = new StringBuilder();
    for (int i = start.getTokenIndex(); i <= stop.getTokenIndex() && i < to; i++) {
      text.append(tokens.get(i).getText());
    }
    return text.toString();
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }
}
