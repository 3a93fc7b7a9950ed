package dev.mensura.example;

import static java.util.Arrays.asList;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and tickets of the users; a quarter of the users never did a thing. */
final class EventData {
  private static final int EVENTS = 5000;
  private static final int TICKETS = 700;

  private static final List<String> KINDS =
      List.of(
          "sign_in", "sign_in", "sign_in", "view", "view", "view", "edit", "edit", "export",
          "invite");
  private static final List<@Nullable String> PLATFORMS =
      asList("web", "web", "web", "web", "ios", "android", "", null);
  private static final List<@Nullable String> PRIORITIES =
      asList("low", "normal", "normal", "normal", "high", "urgent", null);

  private final UserData users;

  EventData(UserData users) {
    this.users = users;
  }

  String events() {
    Draw draw = new Draw(3);
    Csv csv = new Csv("event_id", "user_id", "kind", "platform", "duration_ms", "occurred_at");
    for (int id = 1; id <= EVENTS; id++) {
      Integer user = user(draw, id);
      LocalDateTime at = time(draw, id, user);
      csv.row(
          id,
          user,
          draw.pick(KINDS),
          draw.pick(PLATFORMS),
          // Half of the durations are even hundreds, so medians and percentiles meet ties.
          draw.unless(10, draw.chance(50) ? draw.between(0, 12) * 100 : draw.skewed(6000)),
          Draw.stampOrNull(at));
    }
    return csv.text();
  }

  String tickets() {
    Draw draw = new Draw(4);
    Csv csv =
        new Csv(
            "ticket_id",
            "user_id",
            "priority",
            "status",
            "csat",
            "first_reply_minutes",
            "opened_at",
            "solved_at");
    for (int id = 1; id <= TICKETS; id++) {
      Integer user = user(draw, id);
      LocalDateTime opened = draw.during(draw.growingDay());
      LocalDateTime solved =
          draw.chance(20)
              ? null
              : Draw.known(opened.plusMinutes(draw.between(1, draw.between(2, 20_000))));
      csv.row(
          id,
          user,
          draw.pick(PRIORITIES),
          solved == null ? "open" : draw.chance(70) ? "closed" : "solved",
          solved == null || draw.chance(45) ? null : draw.pick(List.of(1, 2, 3, 4, 4, 5, 5, 5)),
          draw.unless(6, draw.skewed(1400)),
          Draw.stamp(opened),
          Draw.stampOrNull(solved));
    }
    return csv.text();
  }

  private static @Nullable Integer user(Draw draw, int id) {
    if (id % 113 == 0) {
      return 70_000 + id; // no such user
    }
    if (draw.chance(3)) {
      return null;
    }
    int user = draw.between(1, draw.between(60, UserData.USERS));
    return user % 4 == 0 ? user - 1 : user;
  }

  private @Nullable LocalDateTime time(Draw draw, int id, @Nullable Integer user) {
    if (id % 250 == 0) {
      return null;
    }
    if (id % 300 == 1) {
      return LocalDateTime.of(2024, 2, 29, 0, 0, 0).plusMinutes(id);
    }
    if (user == null || user > UserData.USERS) {
      return draw.during(draw.growingDay());
    }
    LocalDateTime signedUp = users.signedUp(user);
    LocalDateTime at = signedUp.plusMinutes(draw.between(0, draw.between(10, 500_000)));
    LocalDateTime known = Draw.known(at);
    return known == null ? signedUp : known;
  }
}
