package dev.mensura.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a model or field for people and agents; nothing of it changes an answer.
 *
 * @param visibility whether lists and completions show it
 * @param meta whatever else a team keeps: texts, numbers, booleans, lists and maps of such
 */
public record About(
    Optional<String> label,
    Optional<String> description,
    Optional<String> instructions,
    List<String> synonyms,
    Visibility visibility,
    Map<String, Object> meta) {
  public static final About NOTHING =
      new About(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Visibility.SHOWN,
          Map.of());

  public About {
    synonyms = List.copyOf(synonyms);
    meta = Map.copyOf(meta);
  }

  /** Whether something is listed. A hidden thing is usable all the same. */
  public enum Visibility {
    SHOWN,
    HIDDEN
  }
}
