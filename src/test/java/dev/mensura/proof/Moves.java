package dev.mensura.proof;

import java.util.List;

/** Windows and shifts, as they are written. */
final class Moves {
  private static final List<String> GRAINS =
      List.of("hour", "day", "week", "month", "quarter", "half", "year");

  private final Dice dice;
  private final String grain;
  private final boolean fiscal;

  /**
   * @param grain that is shown, empty if none is
   */
  Moves(Dice dice, ProjectSpec project, String grain) {
    this.dice = dice;
    this.grain = grain;
    this.fiscal = project.settings().contains("fiscal");
  }

  String grain() {
    return grain;
  }

  /** Grains that periods are told apart by inside of those that are shown. */
  List<String> finer() {
    int shown = GRAINS.indexOf(grain);
    return shown < 0
        ? List.of("day", "month")
        : GRAINS.subList(Math.min(1, shown), Math.max(shown, 1) + 1);
  }

  String window() {
    if (fiscal && dice.percent(35)) {
      return dice.oneOf(
          "over fiscal_year to date",
          "over fiscal_quarter to date",
          "over last 1 fiscal_quarter",
          "over last 2 fiscal_halves");
    }
    return switch (dice.below(6)) {
      case 0 -> "over all time";
      case 1 ->
          grain.equals("hour")
              ? "over day to date"
              : "over " + dice.oneOf("month", "week", "quarter", "year") + " to date";
      case 2 -> "over last " + dice.oneOf("1 month", "2 months", "1 year", "1 quarter");
      case 3 -> "over last " + dice.oneOf("1 week", "2 weeks");
      case 4 -> grain.equals("hour") ? "over last 3 hours" : "over last 1 day";
      default -> "over last " + dice.between(2, 40) + " days";
    };
  }

  String shift() {
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
}
