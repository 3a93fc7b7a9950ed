package dev.mensura.ir;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter of a family of metrics.
 *
 * @param values all that it can be, each of its kind; none: anything of its kind
 * @param fallback what it is where nothing is given
 */
public record Parameter(
    String name, Kind kind, List<Argument> values, Optional<Argument> fallback) {
  /** What a parameter can stand for. */
  public enum Kind {
    DURATION("a duration", "28 days"),
    NUMBER("a number", "2.5"),
    STRING("a text", "'EU'"),
    BOOLEAN("true or false", "true"),
    DATE("a date", "@2024-05-31"),
    METRIC("the name of a metric", "");

    private final String words;
    private final String example;

    Kind(String words, String example) {
      this.words = words;
      this.example = example;
    }

    /** Its name in the language. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What it takes, for messages. */
    public String words() {
      return words;
    }

    /** One of it, as it is written; empty for metrics. */
    public String example() {
      return example;
    }

    /** The kind of this name. */
    public static Optional<Kind> of(String name) {
      return Arrays.stream(values()).filter(kind -> kind.text().equals(name)).findFirst();
    }

    /** The kind of a value. */
    public static Kind of(Argument argument) {
      return switch (argument) {
        case Argument.OfDuration a -> DURATION;
        case Argument.OfNumber a -> NUMBER;
        case Argument.OfText a -> STRING;
        case Argument.OfBoolean a -> BOOLEAN;
        case Argument.OfDate a -> DATE;
        case Argument.OfMetric a -> METRIC;
      };
    }
  }

  public Parameter {
    values = List.copyOf(values);
  }

  /** What it can be, as it is written: {@code duration}, {@code ['EU', 'US']}. */
  public String type() {
    return values.isEmpty()
        ? kind.text()
        : "[" + String.join(", ", values.stream().map(Argument::text).toList()) + "]";
  }

  /** As it is written: {@code window: duration = 28 days}. */
  public String text() {
    return name + ": " + type() + fallback.map(f -> " = " + f.text()).orElse("");
  }
}
