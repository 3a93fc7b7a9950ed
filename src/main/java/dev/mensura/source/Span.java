package dev.mensura.source;

/**
 * A stretch of a source file, in UTF-16 units, half-open.
 *
 * @param start the offset of the first character
 * @param end the offset after the last character
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no stretch of text: " + start + ".." + end);
    }
  }

  /** The span from the start of this one to the end of {@code other}. */
  public Span to(Span other) {
    return new Span(start, Math.max(start, other.end));
  }

  /** The same stretch of a text that has so many characters before it. */
  public Span shifted(int by) {
    return new Span(start + by, end + by);
  }

  public int length() {
    return end - start;
  }

  public boolean contains(int offset) {
    return start <= offset && offset < end;
  }
}
