package dev.mensura.example;

import static java.util.Arrays.asList;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users: some alone, some of a company that is gone, some with logins right at a hundred. */
final class UserData {
  static final int USERS = 1200;

  private static final List<String> PLANS =
      List.of("free", "free", "free", "free", "free", "pro", "pro", "pro", "team", "enterprise");
  private static final List<@Nullable String> CHANNELS =
      asList("organic", "organic", "organic", "ads", "ads", "referral", "partner", null);
  private static final List<String> DOMAINS =
      List.of("example.com", "example.org", "mail.example.net", "example.edu");

  private final Draw draw = new Draw(2);
  private final List<LocalDateTime> signUps = new ArrayList<>();
  private final String text;

  UserData() {
    text = users();
  }

  String text() {
    return text;
  }

  /** When the user with this key, counted from 1, signed up. */
  LocalDateTime signedUp(int userId) {
    return signUps.get(userId - 1);
  }

  private String users() {
    Csv csv =
        new Csv(
            "user_id",
            "company_id",
            "email",
            "plan",
            "channel",
            "is_admin",
            "login_count",
            "revenue",
            "created_at",
            "last_seen_at");
    for (int id = 1; id <= USERS; id++) {
      LocalDateTime signedUp = edge(id);
      signUps.add(signedUp);
      String plan = draw.pick(PLANS);
      csv.row(
          id,
          company(id),
          "u" + id + "@" + draw.pick(DOMAINS),
          plan,
          draw.pick(CHANNELS),
          draw.unless(4, draw.chance(12)),
          logins(id),
          revenue(id, plan),
          Draw.stamp(signedUp),
          lastSeen(signedUp));
    }
    return csv.text();
  }

  private LocalDateTime edge(int id) {
    return switch (id) {
      case 1 -> LocalDateTime.of(2023, 1, 1, 0, 0, 0);
      case 2 -> LocalDateTime.of(2023, 1, 31, 23, 59, 59);
      case 3 -> LocalDateTime.of(2024, 2, 29, 0, 0, 0);
      case 4 -> LocalDateTime.of(2024, 2, 29, 23, 59, 59);
      // Monday of the week that belongs to 2025.
      case 5 -> LocalDateTime.of(2024, 12, 30, 8, 0, 0);
      case 6 -> LocalDateTime.of(2024, 12, 31, 23, 59, 59);
      // A Sunday in week 52 of the year before.
      case 7 -> LocalDateTime.of(2023, 1, 1, 12, 0, 0);
      case 8 -> LocalDateTime.of(2024, 3, 1, 0, 0, 0);
      default -> draw.during(draw.growingDay());
    };
  }

  private @Nullable Integer company(int id) {
    if (id % 97 == 0) {
      return 9000 + id % 5; // no such company
    }
    return draw.chance(15) ? null : draw.between(1, draw.between(10, CompanyData.WITH_USERS));
  }

  private int logins(int id) {
    return switch (id % 60) {
      case 0 -> 100;
      case 1 -> 101;
      default -> draw.skewed(600);
    };
  }

  private @Nullable BigDecimal revenue(int id, String plan) {
    if (id % 83 == 0) {
      return null;
    }
    return switch (plan) {
      case "pro" -> draw.cents(900, 60_000);
      case "team" -> draw.cents(2_900, 180_000);
      case "enterprise" -> draw.cents(19_900, 1_500_000);
      default -> BigDecimal.valueOf(0, 2);
    };
  }

  private @Nullable String lastSeen(LocalDateTime signedUp) {
    if (draw.chance(20)) {
      return null;
    }
    return Draw.stampOrNull(Draw.known(signedUp.plusMinutes(draw.between(1, 400_000))));
  }
}
