package dev.mensura.type;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a project divides time.
 *
 * @param firstDay of a week
 * @param fiscal when its years of accounts begin
 * @param range the days that it speaks of, where neither a query nor the data is asked
 * @param declared names of the grains that a table of the project declares
 */
public record Calendar(
    DayOfWeek firstDay, Optional<Fiscal> fiscal, Optional<Range> range, List<String> declared) {
  /** The calendar of a project that declares nothing. */
  public static final Calendar PLAIN =
      new Calendar(DayOfWeek.MONDAY, Optional.empty(), Optional.empty(), List.of());

  private static final String FISCAL_QUARTER = "fiscal_quarter";
  private static final String FISCAL_HALF = "fiscal_half";
  private static final String FISCAL_YEAR = "fiscal_year";

  public Calendar {
    declared = List.copyOf(declared);
  }

  /** Which calendar year a fiscal year has its name from. */
  public enum Named {
    /** That of its first day. */
    START,
    /** That of its last day. */
    END
  }

  /** A fiscal year. */
  public record Fiscal(Month starts, Named named) {
    /** The first day of a fiscal year. */
    public LocalDate start(int year) {
      boolean before = named == Named.END && starts != Month.JANUARY;
      return LocalDate.of(before ? year - 1 : year, starts, 1);
    }

    int offset() {
      return starts.getValue() - 1;
    }
  }

  /** Days, both ends included. */
  public record Range(LocalDate first, LocalDate last) {
    public LocalDateTime start() {
      return first.atStartOfDay();
    }

    /** The moment after its last. */
    public LocalDateTime end() {
      return last.plusDays(1).atStartOfDay();
    }
  }

  /** The grain of this name, in any letter case; {@code days} and {@code halves} too. */
  public Optional<Grain> grain(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return grains().stream()
        .filter(g -> small.equals(g.text()) || small.equals(g.plural()))
        .findFirst();
  }

  /** The grain of this name, in the singular. */
  public Optional<Grain> singular(String name) {
    return grain(name).filter(g -> g.text().equalsIgnoreCase(name));
  }

  public Grain week() {
    return Grain.weekFrom(firstDay);
  }

  /** All grains: those of every calendar from the finest, fiscal ones, declared ones. */
  public List<Grain> grains() {
    var all = new ArrayList<Grain>();
    Grain.values().forEach(g -> all.add(g.equals(Grain.WEEK) ? week() : g));
    fiscal.ifPresent(f -> {
      all.add(Grain.months(FISCAL_QUARTER, 3, f.offset()));
      all.add(Grain.months(FISCAL_HALF, 6, f.offset()));
      all.add(Grain.months(FISCAL_YEAR, 12, f.offset()));
    });
    declared.forEach(d -> all.add(Grain.declared(d)));
    return all;
  }

  /** Whether this names a fiscal grain, in the singular or plural, that is declared nowhere. */
  public boolean lacks(String name) {
    return fiscal.isEmpty()
        && grain(name).isEmpty()
        && Stream.of(FISCAL_QUARTER, FISCAL_HALF, FISCAL_YEAR)
            .map(text -> Grain.months(text, 12, 0))
            .anyMatch(g -> g.text().equalsIgnoreCase(name) || g.plural().equalsIgnoreCase(name));
  }

  /** Days from the start of a week to its Thursday, whose ISO week it has its number from. */
  public int daysToThursday() {
    return Math.floorMod(DayOfWeek.THURSDAY.getValue() - firstDay.getValue(), 7);
  }
}
