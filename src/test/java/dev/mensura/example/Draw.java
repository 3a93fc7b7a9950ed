package dev.mensura.example;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Repeatable draws: the same seed gives the same business on every machine. */
final class Draw {
  static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);
  static final LocalDate LAST_DAY = LocalDate.of(2024, 12, 31);

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Random random;

  Draw(long seed) {
    random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** Mostly small, sometimes large: real counts lean that way. */
  int skewed(int high) {
    return between(0, between(0, between(0, high)));
  }

  <T extends @Nullable Object> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> @Nullable T unless(int percent, T value) {
    return chance(percent) ? null : value;
  }

  BigDecimal cents(int low, int high) {
    return BigDecimal.valueOf(between(low, high), 2);
  }

  /** Later days are likelier, as in a business that grows. */
  LocalDate growingDay() {
    int days = (int) ChronoUnit.DAYS.between(FIRST_DAY, LAST_DAY);
    return FIRST_DAY.plusDays(Math.max(between(0, days), between(0, days)));
  }

  LocalDateTime during(LocalDate day) {
    return day.atStartOfDay().plusSeconds(between(0, 86_399));
  }

  static String stamp(LocalDateTime time) {
    return STAMP.format(time);
  }

  static @Nullable String stampOrNull(@Nullable LocalDateTime time) {
    return time == null ? null : stamp(time);
  }

  /** The time, or nothing where it lies after the last day: what has not happened yet. */
  static @Nullable LocalDateTime known(LocalDateTime time) {
    return time.toLocalDate().isAfter(LAST_DAY) ? null : time;
  }
}
