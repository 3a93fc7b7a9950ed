package dev.mensura.plan;

import java.time.LocalDateTime;

/** What {@code in last 30 days} is relative to. */
public sealed interface Now {
  /** A certain time: the same answer whenever the query runs. */
  record At(LocalDateTime time) implements Now {}

  /** The database's current time, whenever the query runs. */
  record OfDatabase() implements Now {}

  static Now at(LocalDateTime time) {
    return new At(time);
  }

  static Now ofDatabase() {
    return new OfDatabase();
  }
}
