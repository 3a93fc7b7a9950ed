package dev.mensura.mcp;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** The parameter {@code now}. */
final class Moments {
  static final String DESCRIPTION =
      "Reckon `last 30 days` from this time, `2024-05-31` or `2024-05-31T10:30`, not from now.";

  private Moments() {}

  static Optional<LocalDateTime> of(Arguments arguments) {
    return arguments.text("now").map(Moments::parse);
  }

  private static LocalDateTime parse(String text) {
    try {
      return text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
    } catch (DateTimeException e) {
      throw Refusal.of(
          Arguments.BAD_PARAMETER,
          "now",
          "`now` takes a time such as `2024-05-31` or `2024-05-31T10:30`.");
    }
  }
}
