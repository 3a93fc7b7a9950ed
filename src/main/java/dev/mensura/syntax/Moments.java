package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Expr.FiscalPeriod;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads time literals. */
final class Moments {
  private static final String EXAMPLES =
      "Times are written `@2024`, `@2024-H1`, `@2024-Q1`, `@2024-05`, `@2024-W07`, `@2024-05-31`,"
          + " `@2024-05-31T10:30`, `@FY2025`, `@FY2025-Q3`, and ranges `@2024-01..@2024-06`,"
          + " `@2024..`.";

  private Moments() {}

  /** A period of the calendar year: {@code [start, end)}. */
  private record Period(LocalDateTime start, LocalDateTime end) {}

  /** The time of a token; a null literal, with a finding, if it is none. */
  static Expr read(Excerpt excerpt, Token token, List<Diagnostic> findings) {
    String text = token.getText();
    Span span = Literals.span(excerpt, token);
    int dots = text.indexOf("..");
    String first = text.substring(1, dots < 0 ? text.length() : dots);
    String last = dots < 0 ? first : text.substring(dots + 2);
    if (dots >= 0 && !last.isEmpty()) {
      if (!last.startsWith("@")) {
        String right = text.substring(0, dots + 2) + "@" + last;
        findings.add(
            excerpt.fix(
                finding(excerpt, token, "The end of a range starts with `@` too: `" + right + "`."),
                "Write `" + right + "`",
                Excerpt.Change.insert(token.getStartIndex() + dots + 2, "@")));
        return new Expr.Null(span);
      }
      last = last.substring(1);
    }
    Expr time =
        fiscal(first) != null ? fiscal(first, last, text, span) : plain(first, last, text, span);
    if (time == null) {
      findings.add(problem(excerpt, token, first, last));
      return new Expr.Null(span);
    }
    return time;
  }

  /** Whether a text is one time, {@code @} included. */
  static boolean isTime(String text) {
    return period(text.substring(1)) != null;
  }

  private static @Nullable Expr plain(String first, String last, String text, Span span) {
    Period from = period(first);
    Period to = last.isEmpty() ? null : period(last);
    if (from == null || !last.isEmpty() && (to == null || to.end().isBefore(from.end()))) {
      return null;
    }
    return new Expr.Time(from.start(), to == null ? null : to.end(), text, span);
  }

  private static @Nullable Expr fiscal(String first, String last, String text, Span span) {
    FiscalPeriod from = fiscal(first);
    FiscalPeriod to = last.isEmpty() ? null : fiscal(last);
    if (from == null || !last.isEmpty() && (to == null || isBefore(to, from))) {
      return null;
    }
    return new Expr.FiscalTime(from, to, text, span);
  }

  private static boolean isBefore(FiscalPeriod a, FiscalPeriod b) {
    int endOfA = a.year() * 4 + (a.quarter() == 0 ? 4 : a.quarter());
    int endOfB = b.year() * 4 + (b.quarter() == 0 ? 4 : b.quarter());
    return endOfA < endOfB;
  }

  private static Diagnostic problem(Excerpt excerpt, Token token, String first, String last) {
    String text = token.getText();
    for (String part : List.of(first, last)) {
      if (!part.isEmpty() && period(part) == null && fiscal(part) == null) {
        boolean shaped = isShaped(part);
        String message =
            shaped
                ? "`@" + part + "` is no time that exists."
                : "`@" + part + "` is not written as a time.";
        Diagnostic finding = finding(excerpt, token, message);
        return shaped ? finding : finding.note(EXAMPLES);
      }
    }
    boolean mixed = !last.isEmpty() && (fiscal(first) == null) != (fiscal(last) == null);
    if (first.isEmpty()) {
      return finding(excerpt, token, "`" + text + "` has no start.").note(EXAMPLES);
    }
    return finding(
        excerpt,
        token,
        mixed
            ? "The range `" + text + "` starts and ends in different calendars."
            : "The range `" + text + "` ends before it starts.");
  }

  private static Diagnostic finding(Excerpt excerpt, Token token, String message) {
    return excerpt.finding(Code.BAD_TIME, token.getStartIndex(), token.getStopIndex() + 1, message);
  }

  /** The period that a text without {@code @} names; null for none. */
  private static @Nullable Period period(String text) {
    try {
      if (matches(text, "dddd")) {
        return months(year(text), 1, 12);
      }
      if (matches(text, "dddd-Hd")) {
        int half = digit(text, 6);
        return half < 1 || half > 2 ? null : months(year(text), half * 6 - 5, 6);
      }
      if (matches(text, "dddd-Qd")) {
        int quarter = digit(text, 6);
        return quarter < 1 || quarter > 4 ? null : months(year(text), quarter * 3 - 2, 3);
      }
      if (matches(text, "dddd-dd")) {
        return months(year(text), number(text, 5, 7), 1);
      }
      if (matches(text, "dddd-Wdd")) {
        return week(year(text), number(text, 6, 8));
      }
      if (matches(text, "dddd-dd-dd")) {
        LocalDateTime start = day(text).atStartOfDay();
        return new Period(start, start.plusDays(1));
      }
      if (matches(text, "dddd-dd-ddTdd:dd")) {
        LocalDateTime start = day(text).atTime(number(text, 11, 13), number(text, 14, 16));
        return new Period(start, start.plusMinutes(1));
      }
      if (matches(text, "dddd-dd-ddTdd:dd:dd")) {
        LocalDateTime start =
            day(text).atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        return new Period(start, start.plusSeconds(1));
      }
      return null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Period months(int year, int month, int count) {
    LocalDateTime start = LocalDate.of(year, month, 1).atStartOfDay();
    return new Period(start, start.plusMonths(count));
  }

  /** An ISO week: the first one of a year holds its first Thursday. */
  private static @Nullable Period week(int year, int week) {
    LocalDate fourth = LocalDate.of(year, 1, 4);
    if (week < 1 || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(fourth).getMaximum()) {
      return null;
    }
    LocalDate first = fourth.with(DayOfWeek.MONDAY);
    LocalDateTime start = first.plus(week - 1, ChronoUnit.WEEKS).atStartOfDay();
    return new Period(start, start.plusDays(7));
  }

  private static LocalDate day(String text) {
    return LocalDate.of(year(text), number(text, 5, 7), number(text, 8, 10));
  }

  private static @Nullable FiscalPeriod fiscal(String text) {
    if (matches(text, "FYdddd")) {
      return new FiscalPeriod(number(text, 2, 6), 0);
    }
    if (matches(text, "FYdddd-Qd")) {
      int quarter = digit(text, 8);
      return quarter < 1 || quarter > 4 ? null : new FiscalPeriod(number(text, 2, 6), quarter);
    }
    return null;
  }

  private static boolean isShaped(String text) {
    for (String shape :
        List.of(
            "dddd-Hd",
            "dddd-Qd",
            "dddd-dd",
            "dddd-Wdd",
            "dddd-dd-dd",
            "dddd-dd-ddTdd:dd",
            "dddd-dd-ddTdd:dd:dd",
            "FYdddd-Qd")) {
      if (matches(text, shape)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text has a shape; {@code d} stands for a digit, all else for itself in any case. */
  private static boolean matches(String text, String shape) {
    if (text.length() != shape.length()) {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      char c = text.charAt(i);
      char s = shape.charAt(i);
      boolean fits = s == 'd' ? c >= '0' && c <= '9' : c == s || c == s + 'a' - 'A' && s >= 'A';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int year(String text) {
    return number(text, 0, 4);
  }

  private static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
