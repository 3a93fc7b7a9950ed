package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import dev.mensura.type.Calendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@code mensura.yml} says of time: {@code week_starts} and {@code calendar}. */
final class CalendarSection {
  private final Findings findings;
  private final Keys settings;

  CalendarSection(Findings findings, Keys settings) {
    this.findings = findings;
    this.settings = settings;
  }

  /** What is said of time. */
  record Read(Calendar calendar, Optional<CalendarTable> days) {}

  /** The calendar; what is broken or missing is as in one that declares nothing. */
  Read read() {
    Optional<Keys> keys = settings.mapping("calendar").map(m -> new Keys(findings, m));
    keys.ifPresent(k -> k.onlyKnown(Vocabulary.CALENDAR));
    Calendar plain = plain(keys);
    Optional<CalendarTable> table =
        keys.flatMap(k ->
            new CalendarTableSection(findings, k, plain).read(settings.keySpan("calendar").get()));
    if (table.isEmpty()) {
      Optional<CalendarTable> days =
          plain
              .range()
              .map(r ->
                  CalendarTable.of(r, findings.place(settings.keySpan("calendar").orElseThrow())));
      return new Read(plain, days);
    }
    List<String> grains = List.copyOf(table.get().periods().keySet());
    return new Read(new Calendar(plain.firstDay(), plain.fiscal(), plain.range(), grains), table);
  }

  private Calendar plain(Optional<Keys> keys) {
    return new Calendar(
        settings
            .text("week_starts")
            .flatMap(t -> named(t, DayOfWeek.values(), "day of the week"))
            .orElse(Calendar.PLAIN.firstDay()),
        keys.flatMap(k -> k.mapping("fiscal").flatMap(m -> fiscal(k, m))),
        keys.flatMap(k -> k.text("range")).flatMap(this::range),
        List.of());
  }

  private Optional<Calendar.Fiscal> fiscal(Keys calendar, Yaml.Mapping mapping) {
    var keys = new Keys(findings, mapping);
    keys.onlyKnown(Vocabulary.FISCAL);
    Span place = calendar.keySpan("fiscal").orElse(mapping.span());
    keys.missing(
        "starts",
        Vocabulary.FISCAL,
        place,
        "`fiscal` needs `starts`, the month in which its years begin.");
    Optional<Month> starts = keys.text("starts").flatMap(t -> named(t, Month.values(), "month"));
    Optional<Calendar.Named> named =
        keys.text("named").flatMap(t -> named(t, Calendar.Named.values(), "end of a year"));
    if (starts.isPresent() && starts.get() != Month.JANUARY && !keys.has("named")) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_KEY,
                  findings.place(place),
                  "`fiscal` needs `named`: whether a fiscal year has its number from the calendar"
                      + " year that it starts or ends in.")
              .note(
                  "`named: end` makes the year to January 2026 `FY2026`, `named: start`"
                      + " `FY2025`."));
      return Optional.empty();
    }
    return starts
        .filter(s -> named.isPresent() || !keys.has("named"))
        .map(s -> new Calendar.Fiscal(s, named.orElse(Calendar.Named.END)));
  }

  private <T extends Enum<T>> Optional<T> named(Yaml.Scalar text, T[] values, String what) {
    Function<T, String> word = v -> v.name().toLowerCase(Locale.ROOT);
    String found = text.value().strip();
    Optional<T> value =
        Arrays.stream(values).filter(v -> word.apply(v).equalsIgnoreCase(found)).findFirst();
    if (value.isEmpty()) {
      findings.unknown(
          Code.BAD_VALUE,
          text.span(),
          "`" + found + "` is no " + what + ".",
          found,
          Arrays.stream(values).map(word).toList());
    }
    return value;
  }

  private Optional<Calendar.Range> range(Yaml.Scalar text) {
    String found = text.value().strip();
    int dots = found.indexOf("..");
    if (dots > 0) {
      try {
        var range =
            new Calendar.Range(
                LocalDate.parse(found.substring(0, dots)),
                LocalDate.parse(found.substring(dots + 2)));
        if (!range.last().isBefore(range.first())) {
          return Optional.of(range);
        }
        findings.add(
            Code.BAD_VALUE, text.span(), "The range `" + found + "` ends before it starts.");
        return Optional.empty();
      } catch (DateTimeException e) {
        // What is no day is reported like what has no two of them.
      }
    }
    findings.add(
        Diagnostic.of(
                Code.BAD_VALUE, findings.place(text.span()), "`" + found + "` is no range of days.")
            .note("`2015-01-01..2035-12-31` is one; both days belong to it."));
    return Optional.empty();
  }
}
