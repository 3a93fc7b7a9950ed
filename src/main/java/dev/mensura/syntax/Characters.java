package dev.mensura.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A stretch of a string as the lexer reads it: in UTF-16 units, as every offset of the compiler.
 */
final class Characters implements CharStream {
  /** What stands for the star of a hidden comment: no character of any text. */
  private static final int HIDDEN = 0xFFFF;

  private final String text;
  private final int end;
  private int at;
  private boolean commentsHidden;

  Characters(String text, int start, int end) {
    this.text = text;
    this.end = end;
    this.at = start;
  }

  /**
   * From here on {@code /*} starts no comment. Once one has no end no other has, and a lexer that
   * looks for each end through the whole text takes quadratic time.
   */
  void hideComments() {
    commentsHidden = true;
  }

  @Override
  public void consume() {
    at++;
  }

  @Override
  public int LA(int ahead) {
    int index = ahead > 0 ? at + ahead - 1 : at + ahead;
    if (index < 0 || index >= end) {
      return IntStream.EOF;
    }
    char c = text.charAt(index);
    return commentsHidden && c == '*' && index > 0 && text.charAt(index - 1) == '/' ? HIDDEN : c;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = index;
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    return text.substring(interval.a, Math.min(interval.b + 1, end));
  }
}
