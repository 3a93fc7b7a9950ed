package dev.mensura.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A stretch of a string as the lexer reads it: in UTF-16 units, as every offset of the compiler.
 */
final class Characters implements CharStream {
  private final String text;
  private final int end;
  private int at;

  Characters(String text, int start, int end) {
    this.text = text;
    this.end = end;
    this.at = start;
  }

  @Override
  public void consume() {
    at++;
  }

  @Override
  public int LA(int ahead) {
    int index = ahead > 0 ? at + ahead - 1 : at + ahead;
    return index >= 0 && index < end ? text.charAt(index) : IntStream.EOF;
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
