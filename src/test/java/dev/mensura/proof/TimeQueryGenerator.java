package dev.mensura.proof;

import dev.mensura.syntax.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Generates queries whose metrics move in time: windows, shifts, and both in each other. */
final class TimeQueryGenerator {
  private static final List<String> SHORT =
      List.of(
          "day in @2024-02-20..@2024-03-03",
          "day in @2023-12-28..@2024-01-03",
          "month = @2024-02",
          "week = @2020-W53",
          "day in @2023-02-26..@2023-03-02",
          "day = @2024-02-29",
          "day in @2024-04-29..@2024-05-02");
  private static final List<String> LONG =
      List.of(
          "",
          "",
          "",
          "month in @2024-01..@2024-03",
          "year = @2024",
          "day >= @2024-02-29",
          "day < @2024-03-15",
          "day in @2024-02-10..@2024-05-15",
          "quarter in (@2024-Q1)",
          "week in @2023-W52..@2024-W06",
          "month >= @2023 and day <= @2024-03-30",
          "month in last 3 months",
          "day in last 40 days");

  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;
  private final boolean fiscal;

  TimeQueryGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
    this.fiscal = project.settings().contains("fiscal");
  }

  /** None if no metric of the project has a time. */
  Optional<QuerySpec> generate() {
    List<MetricSpec> timed = project.metrics().stream().filter(this::isTimed).toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    String grain =
        dice.oneOf(
            "day", "day", "week", "month", "month", "month", "quarter", "half", "year", "", "hour");
    if (fiscal && dice.percent(40)) {
      grain = dice.oneOf("fiscal_quarter", "fiscal_year", "fiscal_half", "month", "day");
    }
    var items = new ArrayList<Piece>();
    var bases = new TreeSet<String>();
    int count = dice.oneOf(1, 1, 2, 3);
    for (int i = 0; i < count; i++) {
      MetricSpec metric = dice.pick(timed);
      bases.addAll(metric.bases());
      items.add(item(metric, grain, "m" + i));
    }
    var groups = new ArrayList<Piece>();
    if (!grain.isEmpty()) {
      groups.add(Piece.of("group", grain));
    }
    if (grain.equals("month") && dice.percent(15)) {
      groups.add(Piece.of("group", dice.oneOf("quarter", "year", "month_of_year")));
    }
    other(bases).filter(o -> dice.percent(45)).ifPresent(o -> groups.add(Piece.of("group", o)));
    return Optional.of(
        new QuerySpec(
            items,
            groups,
            where(bases, grain),
            dice.percent(10) ? Optional.of(Piece.of("having", "m0 is not null")) : Optional.empty(),
            List.of(),
            OptionalInt.empty()));
  }

  private boolean isTimed(MetricSpec metric) {
    return metric.bases().stream().allMatch(b -> project.model(b).time().isPresent());
  }

  private Piece item(MetricSpec metric, String grain, String name) {
    Piece body = Piece.of("moved", metric.name());
    int count = dice.oneOf(0, 1, 1, 1, 2, 2, 3);
    boolean windowed = false;
    for (int i = 0; i < count; i++) {
      boolean window = !windowed && dice.percent(45);
      windowed |= window;
      body = Piece.of("moved", "(", body, " " + (window ? window(grain) : shift(grain)) + ")");
      if (dice.percent(10)) {
        body = Piece.of("moved", "(", body, " default 0)");
      }
    }
    return Piece.of("item", body, " as " + Names.quoted(name));
  }

  private String window(String grain) {
    if (fiscal && dice.percent(35)) {
      return dice.oneOf(
          "over fiscal_year to date",
          "over fiscal_quarter to date",
          "over last 1 fiscal_quarter",
          "over last 2 fiscal_halves");
    }
    return switch (dice.below(6)) {
      case 0 -> "over all time";
      case 1 -> "over " + dice.oneOf("month", "week", "quarter", "year") + " to date";
      case 2 -> "over last " + dice.oneOf("1 month", "2 months", "1 year", "1 quarter");
      case 3 -> "over last " + dice.oneOf("1 week", "2 weeks");
      case 4 -> grain.equals("hour") ? "over last 3 hours" : "over last 1 day";
      default -> "over last " + dice.between(2, 40) + " days";
    };
  }

  private String shift(String grain) {
    if (fiscal && dice.percent(35)) {
      return dice.oneOf(
          "1 fiscal_quarter ago",
          "1 fiscal_year ago",
          "at start of fiscal_year",
          "at start of fiscal_quarter",
          "at first day of fiscal_year");
    }
    if (dice.percent(12)) {
      return "at start of " + dice.oneOf("month", "quarter", "year");
    }
    if (dice.percent(6)) {
      return "at first day of " + dice.oneOf("month", "year");
    }
    String by =
        switch (grain) {
          case "hour" -> dice.oneOf("1 hour", "1 day", "1 month");
          case "week" -> dice.oneOf("1 week", "52 weeks", "7 days");
          case "quarter" -> dice.oneOf("1 quarter", "1 year", "3 months");
          case "half" -> dice.oneOf("1 half", "1 year");
          case "year" -> dice.oneOf("1 year", "2 years", "12 months");
          case "month" -> dice.oneOf("1 month", "1 month", "1 year", "1 quarter", "5 months");
          default ->
              dice.oneOf("1 day", "7 days", "1 month", "1 month", "1 year", "4 years", "30 days");
        };
    return by + " ago";
  }

  private Optional<String> other(Set<String> bases) {
    var paths = new ArrayList<String>();
    var reaches = new ArrayList<>(graph.common(bases));
    if (bases.size() == 1) {
      reaches.addAll(graph.byJoins(bases.iterator().next()));
    }
    for (Graph.Reach reach : reaches) {
      reach.target().fields().stream()
          .filter(f -> f.kind() == Kind.STRING || f.kind() == Kind.BOOLEAN)
          .forEach(f -> paths.add(reach.to(f.name())));
    }
    return paths.isEmpty() ? Optional.empty() : Optional.of(dice.pick(paths));
  }

  private List<Piece> where(Set<String> bases, String grain) {
    var all = new ArrayList<Piece>();
    boolean fine = grain.equals("day");
    String time = grain.equals("hour") ? "day = @2024-02-29" : dice.pick(fine ? SHORT : LONG);
    if (fiscal && !fine && !grain.equals("hour") && dice.percent(35)) {
      time =
          dice.oneOf(
              "fiscal_year = @FY2024",
              "fiscal_quarter in @FY2024-Q1..@FY2024-Q3",
              "fiscal_quarter in last 2 fiscal_quarters",
              "day in @FY2024-Q2",
              "fiscal_year in this fiscal_year");
    }
    if (!time.isEmpty()) {
      for (String each : time.split(" and ", -1)) {
        all.add(Piece.of("conjunct", each));
      }
    }
    other(bases)
        .filter(o -> dice.percent(15))
        .ifPresent(o -> all.add(Piece.of("conjunct", o + " is not null")));
    return all;
  }
}
