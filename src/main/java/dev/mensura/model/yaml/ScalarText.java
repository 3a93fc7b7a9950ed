package dev.mensura.model.yaml;

import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.Optional;

/** Finds the characters of a scalar's value in the file. */
public final class ScalarText {
  private ScalarText() {}

  /**
   * The stretch of the file that reads as the value does, but for the spaces and line breaks in it:
   * what is inside the quotes, or below the {@code |}. Empty where quotes hold escapes.
   */
  public static Optional<Span> verbatim(SourceFile file, Yaml.Scalar scalar) {
    Span span = scalar.span();
    String text = file.text(span);
    return switch (scalar.style()) {
      case PLAIN -> Optional.of(span);
      case SINGLE_QUOTED -> inside(span).filter(s -> !file.text(s).contains("''"));
      case DOUBLE_QUOTED -> inside(span).filter(s -> file.text(s).indexOf('\\') < 0);
      case BLOCK -> Optional.of(new Span(span.start() + headerLength(text), span.end()));
    };
  }

  /**
   * For each character of the value its offset in the file, and at the end the offset behind the
   * last one. Where YAML folds lines or drops indentation, the nearest place.
   */
  public static int[] offsets(SourceFile file, Yaml.Scalar scalar) {
    String value = scalar.value();
    String text = file.text();
    int end = scalar.span().end();
    int at = scalar.span().start();
    at += scalar.style() == Yaml.Style.BLOCK ? headerLength(file.text(scalar.span())) : 0;
    at += isQuoted(scalar) ? 1 : 0;
    int[] offsets = new int[value.length() + 1];
    for (int i = 0; i < value.length(); i++) {
      at = seek(text, at, end, value.charAt(i));
      offsets[i] = Math.min(at, end);
      at = after(text, at, end, scalar.style());
    }
    offsets[value.length()] = Math.min(at, end);
    return offsets;
  }

  /**
   * The place of {@code c} at or behind {@code at}: over indentation, and on an escape's first
   * half.
   */
  private static int seek(String text, int at, int end, char c) {
    int i = at;
    while (i < end && text.charAt(i) != c && isSpace(text.charAt(i)) && !isSpace(c)) {
      i++;
    }
    return i;
  }

  private static int after(String text, int at, int end, Yaml.Style style) {
    if (at >= end) {
      return end;
    }
    char found = text.charAt(at);
    if (found == '\\' && style == Yaml.Style.DOUBLE_QUOTED) {
      return Math.min(end, at + escapeLength(text, at, end));
    }
    if (found == '\'' && style == Yaml.Style.SINGLE_QUOTED) {
      return Math.min(end, at + 2);
    }
    return at + 1;
  }

  private static int escapeLength(String text, int at, int end) {
    return switch (at + 1 < end ? text.charAt(at + 1) : ' ') {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static boolean isQuoted(Yaml.Scalar scalar) {
    return scalar.style() == Yaml.Style.SINGLE_QUOTED || scalar.style() == Yaml.Style.DOUBLE_QUOTED;
  }

  private static Optional<Span> inside(Span quoted) {
    return quoted.length() < 2
        ? Optional.empty()
        : Optional.of(new Span(quoted.start() + 1, quoted.end() - 1));
  }

  private static int headerLength(String block) {
    int line = block.indexOf('\n');
    int bare = block.indexOf('\r');
    int end = line < 0 ? bare : bare >= 0 && bare < line - 1 ? bare : line;
    return end < 0 ? block.length() : end + 1;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
