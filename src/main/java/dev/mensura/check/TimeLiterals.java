package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Calendar;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what the literals of time are whose meaning depends on the project's calendar. */
record TimeLiterals(Calendar calendar) {
  private static final Pattern WEEK = Pattern.compile("@?\\d{4}-[Ww]\\d\\d");

  /** A literal as it is meant here: weeks begin on the first day of the project's. */
  Optional<Expr.Time> time(Expr.Time literal) {
    int dots = literal.text().indexOf("..");
    String first = dots < 0 ? literal.text() : literal.text().substring(0, dots);
    String last = dots < 0 ? first : literal.text().substring(dots + 2);
    LocalDateTime end = literal.end();
    return Optional.of(
        new Expr.Time(
            WEEK.matcher(first).matches() ? moved(literal.start()) : literal.start(),
            end != null && WEEK.matcher(last).matches() ? moved(end) : end,
            literal.text(),
            literal.span()));
  }

  /** From the Monday of an ISO week to the first day of the week that shares its Thursday. */
  private LocalDateTime moved(LocalDateTime monday) {
    return monday.getDayOfWeek() == DayOfWeek.MONDAY
        ? monday.plusDays(3L - calendar.daysToThursday())
        : monday;
  }

  /** A literal of a fiscal year as days; none after saying that the project has no such years. */
  Optional<Expr.Time> time(Expr.FiscalTime literal, Findings findings) {
    if (calendar.fiscal().isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.NO_FISCAL_YEAR,
                  findings.place(literal.span()),
                  "`" + literal.text() + "` is of a fiscal year, and the project declares none.")
              .note(Grains.FISCAL));
      return Optional.empty();
    }
    Calendar.Fiscal fiscal = calendar.fiscal().get();
    Expr.@Nullable FiscalPeriod last = literal.last();
    return Optional.of(
        new Expr.Time(
            start(fiscal, literal.first()),
            last == null ? null : end(fiscal, last),
            literal.text(),
            literal.span()));
  }

  private static LocalDateTime start(Calendar.Fiscal fiscal, Expr.FiscalPeriod period) {
    int quarters = Math.max(period.quarter() - 1, 0);
    return fiscal.start(period.year()).plusMonths(3L * quarters).atStartOfDay();
  }

  private static LocalDateTime end(Calendar.Fiscal fiscal, Expr.FiscalPeriod period) {
    return start(fiscal, period).plusMonths(period.quarter() == 0 ? 12 : 3);
  }
}
