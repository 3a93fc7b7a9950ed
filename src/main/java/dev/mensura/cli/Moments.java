package dev.mensura.cli;

import dev.mensura.compiler.Workspace;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time on the command line. */
final class Moments {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Moments() {}

  /** {@code 2024-05-31} or {@code 2024-05-31T10:30}. */
  static LocalDateTime parse(String text) {
    try {
      return text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
    } catch (DateTimeException e) {
      throw Stop.usage(
          "`--now` takes a time such as `2024-05-31` or `2024-05-31T10:30`, not `%s`."
              .formatted(text));
    }
  }

  /** A moment to the minute, in the time zone of the project. */
  static String shown(Instant instant, Workspace workspace) {
    ZoneId zone = ZoneId.of(workspace.settings().timeZone());
    return MINUTES.format(LocalDateTime.ofInstant(instant, zone));
  }

  /** The present, in the time zone of the project. */
  static LocalDateTime now(Workspace workspace, Terminal terminal) {
    ZoneId zone = ZoneId.of(workspace.settings().timeZone());
    return LocalDateTime.ofInstant(terminal.clock().instant(), zone);
  }
}
