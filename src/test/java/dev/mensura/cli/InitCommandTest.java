package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir Path folder;

  private Shell.Ended run(String... arguments) {
    return Shell.run(folder, "", arguments);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aProjectStartsFromFiles() throws IOException {
    write("exports/orders.csv", "id,customer_id,amount,placed_on\n1,1,2.50,2024-01-01\n2,1,3,\n");
    write("exports/customers.csv", "id,name\n1,Ann\n2,Bob\n");

    Shell.Ended init = run("init", "--data", "exports");

    assertThat(init.err()).isEmpty();
    assertThat(init.exit()).isZero();
    assertThat(folder.resolve("mensura.yml")).hasContent("data: 'exports'");
    assertThat(folder.resolve("models/orders.yml"))
        .content()
        .isEqualTo(
            """
            model: orders
            table: orders
            primary_key: id
            time: placed_on
            entity: order
            fields:
              id:          integer
              customer_id: integer
              amount:      decimal(18,2)
              placed_on:   date
            joins:
              customer: {model: customers, on: customer_id}
            """);
    assertThat(run("check").out()).contains("no mistakes");
    Shell.Ended answer = run("query", "orders_amount by customers.name", "--format", "csv");
    assertThat(answer.out()).isEqualTo("name,orders_amount\r\nAnn,5.50\r\n");
  }

  @Test
  void aProjectStartsFromADatabase() throws SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("shop.db");
    try (Connection connection = new DuckDBDriver().connect(url, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
      statement.execute("INSERT INTO people VALUES (1, 'Ann')");
    }

    assertThat(run("init", "--jdbc", "jdbc:duckdb:shop.db").exit()).isZero();

    assertThat(folder.resolve("mensura.yml")).hasContent("connection:\n  duckdb: 'shop.db'");
    assertThat(run("query", "total_people", "--format", "csv").out())
        .isEqualTo("total_people\r\n1\r\n");
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    write("data/orders.csv", "id\n1\n");
    write("metrics/first.metric", "-- mine\n");

    Shell.Ended first = run("init");
    assertThat(first.out()).contains("wrote models/orders.yml", "kept metrics/first.metric");
    assertThat(folder.resolve("metrics/first.metric")).hasContent("-- mine");

    Shell.Ended second = run("init");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("already");
  }

  @Test
  void whereThereIsNothingNothingIsWritten() throws IOException {
    assertThat(run("init").exit()).isEqualTo(2);
    assertThat(run("init", "--data", "a", "--jdbc", "jdbc:duckdb:b").exit()).isEqualTo(2);
    assertThat(run("init", "--jdbc", "jdbc:oracle:x").exit()).isEqualTo(2);
    Files.createDirectory(folder.resolve("data"));
    assertThat(run("init").exit()).isEqualTo(1);
    assertThat(folder.resolve("models")).doesNotExist();
  }
}
