package dev.mensura.plan;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Visits, purchases and returns of a few users, many at the same moment, some of nobody. */
final class Visits {
  static final String MODELS =
      """
      model: visits
      primary_key: visit_id
      time: visited_at
      fields:
        visit_id: integer
        user_id: integer
        session: string
        source: string
        visited_at: timestamp
      joins:
        buys: {model: purchases, on: session = session_id}
      ---
      model: purchases
      primary_key: purchase_id
      time: bought_at
      fields:
        purchase_id: integer
        buyer_id: integer
        session_id: string
        shop: string
        amount: integer
        bought_at: timestamp
        paid_on: date
      ---
      model: returns
      primary_key: return_id
      time: returned_at
      fields:
        return_id: integer
        buyer_id: integer
        returned_at: timestamp
      """;

  private static final int ROWS = 120;

  private final Random random;

  private Visits(long seed) {
    this.random = new Random(seed);
  }

  static List<String> statements(long seed) {
    return new Visits(seed).statements();
  }

  private List<String> statements() {
    var all = new ArrayList<String>();
    all.add(
        "CREATE TABLE visits (visit_id BIGINT, user_id BIGINT, session VARCHAR, source VARCHAR,"
            + " visited_at TIMESTAMP)");
    all.add(
        "CREATE TABLE purchases (purchase_id BIGINT, buyer_id BIGINT, session_id VARCHAR,"
            + " shop VARCHAR, amount BIGINT, bought_at TIMESTAMP, paid_on DATE)");
    all.add("CREATE TABLE returns (return_id BIGINT, buyer_id BIGINT, returned_at TIMESTAMP)");
    for (int i = 1; i <= ROWS; i++) {
      all.add(
          "INSERT INTO visits VALUES (%d, %s, %s, %s, %s)"
              .formatted(i, user(), one("a", "b"), one("ad", "seo", "mail"), time()));
      all.add(
          "INSERT INTO purchases VALUES (%d, %s, %s, %s, %s, %s, %s)"
              .formatted(
                  i,
                  user(),
                  one("a", "b"),
                  one("x", "y", "z", "w"),
                  random.nextInt(6) == 0 ? "NULL" : random.nextInt(90),
                  time(),
                  "DATE '2024-01-%02d'".formatted(1 + random.nextInt(28))));
      all.add("INSERT INTO returns VALUES (%d, %s, %s)".formatted(i, user(), time()));
    }
    return all;
  }

  private String user() {
    return random.nextInt(12) == 0 ? "NULL" : Integer.toString(random.nextInt(5));
  }

  private String one(String... of) {
    int at = random.nextInt(of.length + 1);
    return at == of.length ? "NULL" : "'" + of[at] + "'";
  }

  private String time() {
    return random.nextInt(15) == 0
        ? "NULL"
        : "TIMESTAMP '"
            + LocalDateTime.of(2024, 1, 20, 0, 0)
                .plusHours(6L * random.nextInt(4 * 70))
                .toString()
                .replace('T', ' ')
            + ":00'";
  }
}
