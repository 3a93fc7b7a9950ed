package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A metric that is kept. */
public final class Kept {
  private final String name;
  private final @Nullable String definition;
  private final int version;
  private final Stamps stamps;
  private final Slice slice;

  /** Who and when, as written. */
  record Stamps(
      @Nullable String createdAt,
      @Nullable String createdBy,
      @Nullable String updatedAt,
      @Nullable String updatedBy) {}

  Kept(String name, @Nullable String definition, int version, Stamps stamps, Slice slice) {
    this.name = name;
    this.definition = definition;
    this.version = version;
    this.stamps = stamps;
    this.slice = slice;
  }

  public String name() {
    return name;
  }

  /** In the language; none in entries of the structured form alone. */
  public Optional<String> definition() {
    return Optional.ofNullable(definition);
  }

  /** Everything that is kept of it, unknown keys too; the caller's own, decoded at each call. */
  public ObjectNode entry() {
    try {
      return Json.OBJECTS.readValue(slice.bytes(), slice.from(), slice.length());
    } catch (IOException e) {
      throw new UncheckedIOException("an entry that was read before", e);
    }
  }

  /** From 1, greater with each change; 1 where none is written. */
  public int version() {
    return version;
  }

  /** None if it isn't written or isn't a time; one without an offset is read as UTC. */
  public Optional<Instant> createdAt() {
    return Times.read(stamps.createdAt());
  }

  public Optional<String> createdBy() {
    return Optional.ofNullable(stamps.createdBy());
  }

  /** None if the metric is as it was created. */
  public Optional<Instant> updatedAt() {
    return Times.read(stamps.updatedAt());
  }

  public Optional<String> updatedBy() {
    return Optional.ofNullable(stamps.updatedBy());
  }

  /** Whether another one is defined by the same text, or by the same structured form. */
  public boolean means(Kept other) {
    return definition().equals(other.definition())
        && (definition != null || entry().equals(other.entry()));
  }

  /** The entry's bytes as they stand in the file. */
  Slice slice() {
    return slice;
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
