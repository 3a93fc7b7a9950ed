package dev.mensura.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The world around a live project.
 *
 * @param variables the environment's
 * @param clock what tells the present
 */
public record Environment(Map<String, String> variables, InstantSource clock) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** The value of a variable; one that is set to nothing has none. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether queries note which metrics they used; {@code MENSURA_USAGE=off} says no. */
  boolean notesUsage() {
    return !variable("MENSURA_USAGE").orElse("").equalsIgnoreCase("off");
  }

  public Instant now() {
    return clock.instant();
  }

  /** Who is at work, where nobody has said who. */
  public String user() {
    return variable("USER").or(() -> variable("USERNAME")).orElse("unknown");
  }
}
