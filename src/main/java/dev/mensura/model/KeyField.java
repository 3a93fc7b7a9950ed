package dev.mensura.model;

import dev.mensura.type.Grain;
import java.util.Optional;

/** A field in a join's condition, or the period that a time field lies in. */
public record KeyField(String field, Optional<Grain> grain) {
  public static KeyField of(String field) {
    return new KeyField(field, Optional.empty());
  }

  @Override
  public String toString() {
    return grain.map(g -> field + "." + g.text()).orElse(field);
  }
}
