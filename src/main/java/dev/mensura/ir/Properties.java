package dev.mensura.ir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a declaration says of itself for people and agents.
 *
 * @param deprecated why not to use it; empty text where no reason is given
 * @param meta whatever else a team keeps: texts, numbers, booleans, lists and maps of such
 */
public record Properties(
    Optional<String> label,
    Optional<String> description,
    List<String> tags,
    Optional<String> owner,
    Optional<String> format,
    List<String> synonyms,
    Optional<String> deprecated,
    boolean hidden,
    Map<String, Object> meta) {
  public static final Properties NONE =
      new Properties(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          false,
          Map.of());

  public Properties {
    tags = List.copyOf(tags);
    synonyms = List.copyOf(synonyms);
  }
}
