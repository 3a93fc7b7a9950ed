package dev.mensura.check;

import dev.mensura.ir.JoinPath;
import dev.mensura.model.Field;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.util.Optional;

/** What a path means, seen from a base model. */
sealed interface Target {
  /** A field of the row at the end of a walk, or a period or part of it. */
  record OfField(JoinPath path, Field field, Optional<Grain> grain, Optional<TimePart> part)
      implements Target {}

  /** The row at the end of a walk. */
  record OfRow(JoinPath path) implements Target {}

  /** A period or part of the metric's own time. */
  record OfOwnTime(Optional<Grain> grain, Optional<TimePart> part) implements Target {}

  /**
   * What the project's calendar says of the day of a time.
   *
   * @param time none: the metric's own
   */
  record OfDay(Optional<OfField> time, Field field) implements Target {}

  /** Its first name is unknown; nothing was reported. */
  record Missing() implements Target {}

  /** Means nothing; that was reported. */
  record Failed() implements Target {}
}
