package dev.mensura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Two selects with the same joins each see their own rows. */
class CommonJoinsTest {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE orders AS SELECT * FROM (VALUES ('k1', 5), ('k2', -1)) t(code, qty)",
          "CREATE TABLE tags AS SELECT * FROM (VALUES (2, 2.5, 'k3'), (3, 100, 'k2')) t(id, fee,"
              + " code)",
          "CREATE TABLE stores AS SELECT * FROM (VALUES (3, 'k2'), (4, 'x'), (5, NULL)) t(id,"
              + " code)");

  private static final String JOINS =
      """
      FROM stores
      LEFT JOIN orders AS own ON stores.code = own.code
      LEFT JOIN tags ON own.qty = tags.id
      LEFT JOIN orders AS far ON tags.code = far.code
      """;

  private static final String BOTH =
      """
      WITH filtered AS (
        SELECT DISTINCT far.code, stores.id
        %s
        LEFT JOIN tags AS alike ON stores.code = alike.code
        WHERE COALESCE(tags.fee, alike.fee) < 99.99
      ),
      one AS (
        SELECT far.code, SUM(own.qty) AS qty
        %s
        GROUP BY far.code
      ),
      two AS (
        SELECT code, COUNT(*) AS n FROM filtered GROUP BY code
      ),
      combined AS (
        SELECT code, qty, CAST(NULL AS BIGINT) AS n FROM one
        UNION ALL
        SELECT code, CAST(NULL AS HUGEINT) AS qty, n FROM two
      )
      SELECT code, MAX(qty) FROM combined GROUP BY code ORDER BY code
      """
          .formatted(JOINS, JOINS);

  @Test
  void aGroupHasItsOwnRows() throws SQLException {
    try (Connection connection = DuckDb.connect("jdbc:duckdb:", new Properties())) {
      for (String table : TABLES) {
        DuckDb.execute(connection, table);
      }
      var rows = new ArrayList<String>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(BOTH)) {
        while (result.next()) {
          rows.add(result.getString(1) + " " + result.getString(2));
        }
      }
      // No store's own order has a tag, so there is no far order.
      assertThat(rows).containsExactly("null -1");
    }
  }
}
