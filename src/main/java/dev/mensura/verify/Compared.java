package dev.mensura.verify;

import dev.mensura.check.TestCase.Line;
import dev.mensura.type.TimeSpan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a test expects with what a database answered. Doubles are equal to nine digits, or
 * as far as a number is written: {@code 0.3333} is a third. All else is equal exactly.
 *
 * @param zone in which an instant has its time of day
 */
record Compared(ZoneId zone) {
  private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

  /** A number with fewer digits behind the point is not written to be rounded to. */
  private static final int ROUNDED = 4;

  /** Whether a found value is the expected one. */
  boolean matches(@Nullable Object expected, @Nullable Object found) {
    if (expected == null || found == null) {
      return expected == found;
    }
    return switch (expected) {
      case TimeSpan.Fixed span -> lies(local(found), span);
      case BigDecimal number -> matches(number, found);
      default -> expected.equals(local(found));
    };
  }

  private static boolean matches(BigDecimal expected, Object found) {
    return switch (found) {
      case BigDecimal exact -> exact.compareTo(expected) == 0;
      case Double near when Double.isFinite(near) -> isNear(expected, BigDecimal.valueOf(near));
      default -> false;
    };
  }

  private static boolean isNear(BigDecimal expected, BigDecimal found) {
    boolean same = expected.round(DIGITS).compareTo(found.round(DIGITS)) == 0;
    BigDecimal difference = expected.subtract(found).abs();
    // Of zero no digits are left to compare.
    BigDecimal size = expected.signum() == 0 ? BigDecimal.ONE : found.abs().max(expected.abs());
    BigDecimal unit = size.scaleByPowerOfTen(-9);
    boolean written =
        expected.scale() >= ROUNDED
            && found.setScale(expected.scale(), RoundingMode.HALF_UP).compareTo(expected) == 0;
    return same || difference.compareTo(unit) <= 0 || written;
  }

  private static boolean lies(Object found, TimeSpan.Fixed span) {
    LocalDateTime time =
        switch (found) {
          case LocalDate day -> day.atStartOfDay();
          case LocalDateTime moment -> moment;
          default -> null;
        };
    return time != null
        && (span.start() == null || !time.isBefore(span.start()))
        && (span.end() == null || time.isBefore(span.end()));
  }

  private Object local(Object found) {
    return found instanceof OffsetDateTime instant
        ? instant.atZoneSameInstant(zone).toLocalDateTime()
        : found;
  }

  /** What tells one group from another, expected or found. */
  List<@Nullable Object> group(List<@Nullable Object> values) {
    var key = new ArrayList<@Nullable Object>();
    for (Object value : values) {
      key.add(
          switch (value) {
            case null -> null;
            case BigDecimal number -> number.stripTrailingZeros();
            case Double number when Double.isFinite(number) ->
                BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros();
            default -> local(value);
          });
    }
    return key;
  }

  List<@Nullable Object> group(Line line) {
    return group(line.group());
  }

  /** An expected value as it is shown: a span of time by what it begins with. */
  static @Nullable Object shown(@Nullable Object expected) {
    if (!(expected instanceof TimeSpan.Fixed span) || span.start() == null) {
      return expected;
    }
    boolean day = span.start().toLocalDate().atStartOfDay().equals(span.start());
    return day ? span.start().toLocalDate() : span.start();
  }
}
