package dev.mensura.proof;

import java.util.List;
import java.util.stream.Stream;

/** Conditions on the own time, which choose the periods that are shown. */
final class Periods {
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
  private final boolean fiscal;

  Periods(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.fiscal = project.settings().contains("fiscal");
  }

  /** Conjuncts; none for all of time. */
  List<Piece> asked(String grain) {
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
    return Stream.of(time.split(" and ", -1))
        .filter(t -> !t.isEmpty())
        .map(t -> Piece.of("conjunct", t))
        .toList();
  }
}
