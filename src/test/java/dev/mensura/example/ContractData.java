package dev.mensura.example;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions, and what advertising cost per day. */
final class ContractData {
  private static final int SUBSCRIPTIONS = 320;
  private static final Set<YearMonth> PAUSES =
      Set.of(YearMonth.of(2023, 8), YearMonth.of(2024, 12));

  private ContractData() {}

  static String subscriptions() {
    Draw draw = new Draw(6);
    Csv csv =
        new Csv(
            "subscription_id",
            "company_id",
            "plan",
            "status",
            "seats",
            "monthly_amount",
            "started_on",
            "ended_on");
    Set<String> taken = new HashSet<>();
    for (int id = 1; id <= SUBSCRIPTIONS; id++) {
      Integer company = company(draw, id);
      LocalDate started = draw.growingDay();
      while (!taken.add(company + " " + started)) {
        started = draw.growingDay(); // a company starts one contract a day at most
      }
      String plan = draw.pick(List.of("pro", "pro", "team", "team", "enterprise"));
      String status =
          draw.pick(
              List.of("trial", "active", "active", "active", "past_due", "canceled", "canceled"));
      int seats = draw.between(1, draw.between(2, 80));
      boolean trial = status.equals("trial");
      csv.row(
          id,
          company,
          plan,
          status,
          draw.unless(3, seats),
          trial ? null : price(plan).multiply(BigDecimal.valueOf(seats)),
          started,
          status.equals("canceled") ? ended(draw, started) : null);
    }
    return csv.text();
  }

  private static @Nullable Integer company(Draw draw, int id) {
    return id % 79 == 0
        ? Integer.valueOf(9001)
        : draw.between(1, draw.between(10, CompanyData.COMPANIES));
  }

  private static BigDecimal price(String plan) {
    return new BigDecimal(
        switch (plan) {
          case "team" -> "29.00";
          case "enterprise" -> "99.00";
          default -> "9.00";
        });
  }

  private static LocalDate ended(Draw draw, LocalDate started) {
    LocalDate day = started.plusDays(draw.between(1, 400));
    return day.isAfter(Draw.LAST_DAY) ? Draw.LAST_DAY : day;
  }

  /** A row a campaign and a day; nothing was spent in two of the months. */
  static String adSpend() {
    Draw draw = new Draw(7);
    Csv csv = new Csv("day", "channel", "campaign", "amount", "clicks");
    for (LocalDate day = Draw.FIRST_DAY; !day.isAfter(Draw.LAST_DAY); day = day.plusDays(3)) {
      boolean paused = PAUSES.contains(YearMonth.from(day));
      if (!paused) {
        csv.row(day, "ads", "search", draw.cents(2_000, 40_000), draw.between(0, 300));
        if (draw.chance(40)) {
          csv.row(day, "partner", "webinar", draw.cents(5_000, 60_000), draw.between(0, 60));
        }
        if (draw.chance(20)) {
          csv.row(day, "referral", "gift card", draw.cents(1_000, 9_000), null);
        }
      }
    }
    return csv.text();
  }
}
