package dev.mensura.cli;

import dev.mensura.compiler.Workspace;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Points in time on the command line. */
final class Moments {
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

  /** The present, in the time zone of the project. */
  static LocalDateTime now(Workspace workspace, Terminal terminal) {
    ZoneId zone = ZoneId.of(workspace.settings().timeZone());
    return LocalDateTime.ofInstant(terminal.clock().instant(), zone);
  }
}
