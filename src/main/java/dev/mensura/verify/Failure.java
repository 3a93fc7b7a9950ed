package dev.mensura.verify;

import dev.mensura.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param message one sentence
 * @param place where it is said how it should be
 * @param sample what was found
 * @param notes what may help, a sentence each
 */
public record Failure(String message, Place place, Optional<Sample> sample, List<String> notes) {
  public Failure {
    notes = List.copyOf(notes);
  }

  static Failure of(String message, Place place) {
    return new Failure(message, place, Optional.empty(), List.of());
  }

  Failure with(Sample found) {
    return new Failure(message, place, Optional.of(found), notes);
  }

  Failure with(List<String> moreNotes) {
    return new Failure(message, place, sample, moreNotes);
  }
}
