package dev.mensura.registry.store;

import java.util.List;
import java.util.function.Function;

/**
 * What a change does, and what its caller learns.
 *
 * @param operations in their order; with none of them nothing is written
 * @param result made from what is kept afterwards: new versions and times stand there
 */
public record Edit<R>(List<Operation> operations, Function<Snapshot, R> result) {
  public Edit {
    operations = List.copyOf(operations);
  }

  /** An edit that leaves everything as it is. */
  public static <R> Edit<R> nothing(R result) {
    return new Edit<>(List.of(), kept -> result);
  }

  /** An edit whose result is known before it is done. */
  public static <R> Edit<R> of(List<Operation> operations, R result) {
    return new Edit<>(operations, kept -> result);
  }
}
