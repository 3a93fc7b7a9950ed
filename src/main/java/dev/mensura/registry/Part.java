package dev.mensura.registry;

import dev.mensura.source.Span;

/**
 * What a parameter became in the text made of a form.
 *
 * @param span where it stands in the text
 * @param parameter whose it is
 * @param origin what of the parameter it was made of
 * @param content how it was made
 */
public record Part(Span span, Parameter parameter, Span origin, Content content) {
  /** What became of the characters of a parameter. */
  public enum Content {
    /** They are the same, one for one. */
    SAME,
    /** A value in the language's spelling. */
    LITERAL,
    /** They led to what stands there. */
    OTHER
  }

  boolean holds(Span other) {
    return span.start() <= other.start() && other.end() <= span.end();
  }

  Part at(Span place) {
    return new Part(place, parameter, origin, content);
  }
}
