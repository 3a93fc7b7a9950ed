package dev.mensura.live;

import dev.mensura.registry.store.Author;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * On what terms what is kept may be changed.
 *
 * @param by who changes it
 * @param why in their words
 * @param mode whether it is only tried
 * @param existing what happens to a metric of the same name
 * @param dependents what happens to metrics and queries that use what changes
 * @param version the version that is changed; another one is refused
 */
public record Terms(
    String by,
    Optional<String> why,
    Mode mode,
    Existing existing,
    Dependents dependents,
    OptionalInt version) {
  /** Whether a change is kept. */
  public enum Mode {
    KEEP,
    /** Everything is checked, nothing is kept. */
    TRY
  }

  /** What happens to a metric of the same name. */
  public enum Existing {
    /** It stays, and the change is refused. */
    REFUSE,
    REPLACE
  }

  /** What happens to those that use what changes. */
  public enum Dependents {
    /** The change is refused where they would mean something else, or nothing any more. */
    REFUSE,
    /** They come to mean something else, or are left with an error. */
    FORCE,
    /** Those that were defined at run time are deleted too. */
    CASCADE
  }

  /** The terms on which nothing that is there changes. */
  public static Terms of(String by) {
    return new Terms(
        by, Optional.empty(), Mode.KEEP, Existing.REFUSE, Dependents.REFUSE, OptionalInt.empty());
  }

  public Terms because(Optional<String> why) {
    return new Terms(by, why, mode, existing, dependents, version);
  }

  public Terms with(Mode mode) {
    return new Terms(by, why, mode, existing, dependents, version);
  }

  public Terms with(Existing existing) {
    return new Terms(by, why, mode, existing, dependents, version);
  }

  public Terms with(Dependents dependents) {
    return new Terms(by, why, mode, existing, dependents, version);
  }

  public Terms onlyIf(OptionalInt version) {
    return new Terms(by, why, mode, existing, dependents, version);
  }

  Author author(Instant at) {
    return new Author(by, why, at);
  }
}
