package dev.mensura.engine;

import static dev.mensura.engine.Models.ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.engine.TableShape.ForeignKey;
import dev.mensura.type.ValueType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
  private static final List<String> SHOP =
      List.of(
          "CREATE SCHEMA crm",
          "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, born DATE)",
          "CREATE TABLE orders (nr BIGINT, line INTEGER, buyer INTEGER REFERENCES customers (id),"
              + " amount NUMERIC(10,2) NOT NULL, placed TIMESTAMP, PRIMARY KEY (nr, line))",
          "CREATE TABLE crm.notes (body TEXT)",
          "INSERT INTO customers VALUES (1, 'a@x', NULL), (2, 'b@x', '2000-01-01')",
          "INSERT INTO orders VALUES (1, 1, 1, 2.50, NULL), (1, 2, 2, 1, '2024-01-01 10:00:00')");

  @TempDir Path folder;

  private static TableShape table(Inspected inspected, String name) {
    assertThat(inspected.diagnostics()).isEmpty();
    return inspected.tables().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertShop(Inspected inspected) {
    assertThat(inspected.tables())
        .extracting(TableShape::name)
        .contains("crm.notes", "customers", "orders");
    TableShape orders = table(inspected, "orders");
    assertThat(orders.primaryKey()).containsExactly("nr", "line");
    assertThat(orders.foreignKeys())
        .containsExactly(new ForeignKey(List.of("buyer"), "customers", List.of("id")));
    assertThat(orders.rows()).isEqualTo(2);
    TableShape.Column amount = orders.column("amount").orElseThrow();
    assertThat(amount.type()).isEqualTo(ValueType.decimal(10, 2));
    assertThat(amount.nullable()).isFalse();
    TableShape.Column placed = orders.column("placed").orElseThrow();
    assertThat(placed.type()).isEqualTo(ValueType.TIMESTAMP);
    assertThat(placed.nullable()).isTrue();
    assertThat(placed.known()).isEqualTo(1);
    TableShape customers = table(inspected, "customers");
    assertThat(customers.primaryKey()).containsExactly("id");
    assertThat(customers.uniqueKeys()).containsExactly(List.of("email"));
    assertThat(customers.column("email").orElseThrow().values()).containsExactly("a@x", "b@x");
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aDuckDbFileTellsItsKeys() throws SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("shop.db");
    try (Connection connection = new DuckDBDriver().connect(url, new Properties())) {
      run(connection, SHOP);
    }
    Database database = Database.of(url, Optional.empty(), Optional.empty()).orElseThrow();
    assertShop(Inspector.inspect(database, ASKED));
  }

  @Test
  void postgresTellsItsKeys() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        run(connection, SHOP);
      }
      String url = postgres.getJdbcUrl("postgres", "postgres");
      Database database = Database.of(url, Optional.empty(), Optional.empty()).orElseThrow();
      assertShop(Inspector.inspect(database, ASKED));
    }
  }

  @Test
  void textsInAFileAreTakenForWhatAllOfThemAre() throws IOException {
    Files.writeString(
        folder.resolve("kinds.csv"),
        """
        id,zip,price,wide,day,late_day,at,zoned,flag,mixed,empty,half
        1,00123,1.5,123456789012345678901,2024-01-01,,2024-01-01 10:00:00,2024-01-01T10:00:00Z,true,1,,-0.5
        2,98765,20,1,2024-02-29,2024-01-01,2024-01-01T10:00,2024-01-01 10:00:00+02,FALSE,x,,1
        """);
    var files = new Database.Files(List.of(new Database.Folder(folder, "data")));
    TableShape table = table(Inspector.inspect(files, ASKED), "kinds");
    Map<String, String> types = new TreeMap<>();
    table.columns().forEach(c -> types.put(c.name(), c.type().toString()));
    assertThat(types)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("id", "integer"),
                Map.entry("zip", "string"),
                Map.entry("price", "decimal(18,2)"),
                Map.entry("wide", "double"),
                Map.entry("day", "date"),
                Map.entry("late_day", "date"),
                Map.entry("at", "timestamp"),
                Map.entry("zoned", "timestamptz"),
                Map.entry("flag", "boolean"),
                Map.entry("mixed", "string"),
                Map.entry("empty", "string"),
                Map.entry("half", "decimal(18,2)")));
    assertThat(table.proven()).contains(List.of("id")).doesNotContain(List.of("late_day"));
  }

  @Test
  void pairsAreProvenWhereNoColumnIs() throws IOException {
    Files.writeString(
        folder.resolve("rates.csv"), "currency,day,rate\nEUR,1,2\nEUR,2,2\nUSD,1,2\n");
    var files = new Database.Files(List.of(new Database.Folder(folder, "data")));
    TableShape table = table(Inspector.inspect(files, ASKED), "rates");
    assertThat(table.proven()).containsExactly(List.of("currency", "day"));
    assertThat(table.column("currency").orElseThrow().values()).containsExactly("EUR", "USD");
  }
}
