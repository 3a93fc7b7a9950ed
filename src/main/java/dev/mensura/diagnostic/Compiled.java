package dev.mensura.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of what somebody wrote.
 *
 * @param value empty if there are errors
 * @param diagnostics errors, and advice with or without a value
 */
public record Compiled<T>(Optional<T> value, List<Diagnostic> diagnostics) {
  public Compiled {
    diagnostics = List.copyOf(diagnostics);
  }

  /** A value without findings. */
  public static <T> Compiled<T> of(T value) {
    return new Compiled<>(Optional.of(value), List.of());
  }

  /** No value, and why. */
  public static <T> Compiled<T> not(List<Diagnostic> why) {
    return new Compiled<>(Optional.empty(), why);
  }

  /** No value, and why. */
  public static <T> Compiled<T> not(Diagnostic why) {
    return not(List.of(why));
  }

  /** The same findings, and what {@code next} makes of the value. */
  public <R> Compiled<R> map(Function<T, R> next) {
    return new Compiled<>(value.map(next), diagnostics);
  }

  /** What {@code next} makes of the value, and the findings of both. */
  public <R> Compiled<R> then(Function<T, Compiled<R>> next) {
    Optional<Compiled<R>> made = value.map(next);
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    made.ifPresent(m -> all.addAll(m.diagnostics));
    return new Compiled<>(made.flatMap(Compiled::value), all);
  }
}
