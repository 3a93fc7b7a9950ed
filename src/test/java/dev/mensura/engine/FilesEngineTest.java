package dev.mensura.engine;

import static dev.mensura.engine.Models.ASKED;
import static dev.mensura.engine.Models.catalog;
import static dev.mensura.engine.Models.model;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.type.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesEngineTest {
  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Engine open(Catalog catalog) {
    var files = new Database.Files(List.of(new Database.Folder(folder, "data")));
    return Engine.open(files, catalog, Duration.ofSeconds(10));
  }

  private Answer ask(Catalog catalog, String sql) {
    try (Engine engine = open(catalog)) {
      return engine.run(sql, ASKED);
    }
  }

  private List<List<@Nullable Object>> rows(Catalog catalog, String sql) {
    Answer answer = ask(catalog, sql);
    assertThat(answer.diagnostics()).isEmpty();
    return answer.result().orElseThrow().rows();
  }

  private Diagnostic failure(Catalog catalog, String sql) {
    Answer answer = ask(catalog, sql);
    assertThat(answer.result()).isEmpty();
    assertThat(answer.diagnostics()).hasSize(1);
    return answer.diagnostics().getFirst();
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void columnsOfACsvFileHaveTheTypesThatTheModelDeclares() throws IOException {
    file(
        "orders.csv",
        """
        id,zip,price,placed,on,at,ratio,ok,extra
        1,01234,1.50,2024-02-29 10:30:00,2024-02-29,2024-02-29 10:30:00+02,0.5,true,7
        2,,,,,,,,
        """);
    Catalog catalog =
        catalog(
            model(
                "orders",
                "orders",
                Map.of(
                    "id", ValueType.INTEGER,
                    "zip", ValueType.STRING,
                    "price", ValueType.decimal(12, 3),
                    "placed", ValueType.TIMESTAMP,
                    "on", ValueType.DATE,
                    "at", ValueType.TIMESTAMPTZ,
                    "ratio", ValueType.DOUBLE,
                    "ok", ValueType.BOOLEAN)));

    assertThat(rows(catalog, "SELECT * FROM orders ORDER BY id"))
        .containsExactly(
            row(
                new BigDecimal("1"),
                "01234",
                new BigDecimal("1.500"),
                LocalDateTime.parse("2024-02-29T10:30:00"),
                LocalDate.parse("2024-02-29"),
                OffsetDateTime.parse("2024-02-29T08:30:00Z"),
                0.5,
                true,
                "7"),
            row(new BigDecimal("2"), null, null, null, null, null, null, null, null));
  }

  @Test
  void anEmptyValueIsNullAndAQuotedOneIsAnEmptyText() throws IOException {
    file("t.csv", "id,name\n1,\"\"\n2,\n");
    Catalog catalog =
        catalog(model("t", "t", Map.of("id", ValueType.INTEGER, "name", ValueType.STRING)));

    assertThat(rows(catalog, "SELECT name FROM t ORDER BY id"))
        .containsExactly(row(""), row((Object) null));
  }

  @Test
  void whereEverythingIsQuotedAnEmptyValueIsNullAllTheSame() throws IOException {
    file("t.csv", "\"id\",\"n\"\r\n\"1\",\"\"\r\n\"2\",\"5\"\r\n");
    Catalog catalog =
        catalog(model("t", "t", Map.of("id", ValueType.INTEGER, "n", ValueType.INTEGER)));

    assertThat(rows(catalog, "SELECT n FROM t ORDER BY id"))
        .containsExactly(row((Object) null), row(new BigDecimal("5")));
  }

  @Test
  void semicolonsTabsByteOrderMarksAndOddColumnNamesAreRead() throws IOException {
    file("points.csv", "\uFEFFa;b c;\"it's, \"\"so\"\"\";a\n1;x;y;2\n");
    file("tabs.csv", "a\tb\n1\t2\n");
    Catalog catalog =
        catalog(
            model("points", "points", Map.of("a", ValueType.INTEGER)),
            model("tabs", "tabs", Map.of()));

    assertThat(rows(catalog, "SELECT a, \"b c\", \"it's, \"\"so\"\"\", a_1 FROM points"))
        .containsExactly(row(new BigDecimal("1"), "x", "y", "2"));
    assertThat(rows(catalog, "SELECT b FROM tabs")).containsExactly(row("2"));
  }

  @Test
  void aSchemaBeforeATableIsAFolderOrNothing() throws IOException {
    file("users.csv", "id\n1\n");
    file("shop/users.csv", "id\n2\n");
    file("orders.csv", "id\n3\n");
    Catalog catalog =
        catalog(
            model("a", "crm.users", Map.of()),
            model("b", "shop.users", Map.of()),
            model("c", "warehouse.shop.orders", Map.of()));

    assertThat(rows(catalog, "SELECT id FROM crm.users")).containsExactly(row("1"));
    assertThat(rows(catalog, "SELECT id FROM shop.users")).containsExactly(row("2"));
    assertThat(rows(catalog, "SELECT id FROM warehouse.shop.orders")).containsExactly(row("3"));
  }

  @Test
  void oneFileIsNotTwoTables() throws IOException {
    file("users.csv", "id\n1\n");
    Catalog catalog =
        catalog(model("a", "crm.users", Map.of()), model("b", "shop.users", Map.of()));

    assertThat(failure(catalog, "SELECT id FROM crm.users").message())
        .isEqualTo(
            "`data/users.csv` would be both table `crm.users` and table `shop.users`; each needs a"
                + " file of its own.");
  }

  @Test
  void namesWithQuotesSpacesAndPatternSignsAreNamesAlone() throws IOException {
    folder = folder.resolve("it's [a] *b? é");
    file("my \"big\" table.csv", "id\n1\n");
    file("order.csv", "id\n2\n");
    Catalog catalog =
        catalog(model("a", "my \"big\" table", Map.of()), model("b", "order", Map.of()));

    assertThat(rows(catalog, "SELECT id FROM \"order\"")).containsExactly(row("2"));
  }

  @Test
  void filesThatNoModelReadsAreThereForTheSelectOfAModel() throws IOException {
    file("raw.csv", "id\n1\n");

    assertThat(rows(Catalog.EMPTY, "SELECT id FROM (SELECT id FROM raw) AS t"))
        .containsExactly(row(new BigDecimal("1")));
  }

  @Test
  void parquetFilesAreTablesToo() throws IOException {
    file("src.csv", "id\n1\n");
    String path = folder.resolve("facts.parquet").toString().replace("'", "''");
    try (var connection = new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", null);
        var statement = connection.createStatement()) {
      statement.execute("COPY (SELECT 7 AS id, 1.25 AS x) TO '" + path + "' (FORMAT parquet)");
    } catch (java.sql.SQLException e) {
      throw new IOException(e);
    }
    Catalog catalog = catalog(model("facts", "facts", Map.of("id", ValueType.INTEGER)));

    assertThat(rows(catalog, "SELECT id, x FROM facts"))
        .containsExactly(row(new BigDecimal("7"), new BigDecimal("1.25")));
  }

  @Test
  void aTableThatNoFileIsNamesTheModelAndTheNearestFile() throws IOException {
    file("orders.csv", "id\n1\n");
    Diagnostic failure =
        failure(catalog(model("sales", "shop.order", Map.of())), "SELECT 1 FROM shop.\"order\"");

    assertThat(failure.code()).isEqualTo(Code.MISSING_TABLE);
    assertThat(failure.place()).isEqualTo(Models.PLACE);
    assertThat(failure.message())
        .isEqualTo(
            "Model `sales` reads table `shop.order`, but there is no `data/order.csv` or"
                + " `data/order.parquet`.");
    assertThat(failure.notes()).containsExactly("The nearest is `orders`.");
  }

  @Test
  void aNameOfAnotherTableInTheSqlIsNoMissingTable() throws IOException {
    file("orders.csv", "id\n1\n");
    Catalog catalog =
        catalog(model("orders", "orders", Map.of()), model("visits", "visits", Map.of()));

    assertThat(rows(catalog, "SELECT count(*) AS visits FROM orders"))
        .containsExactly(row(new BigDecimal("1")));
  }

  @Test
  void aColumnThatTheFileLacksIsShownAtItsField() throws IOException {
    file("orders.csv", "id,amount\n1,2\n");
    Catalog catalog =
        catalog(
            model("orders", "orders", Map.of("id", ValueType.INTEGER, "amuont", ValueType.DOUBLE)));
    Diagnostic failure = failure(catalog, "SELECT sum(amuont) FROM orders");

    assertThat(failure.code()).isEqualTo(Code.DATABASE);
    assertThat(failure.message())
        .isEqualTo(
            "Field `amuont` reads column `amuont`, which table `orders` doesn't have; the nearest"
                + " is `amount`.");
  }

  @Test
  void aValueThatIsNotOfItsTypeIsShownAtItsFieldWithTheLine() throws IOException {
    file("orders.csv", "id,amount\n1,2\n2,much\n");
    Catalog catalog =
        catalog(model("orders", "orders", Map.of("amount", ValueType.decimal(12, 2))));
    Diagnostic failure = failure(catalog, "SELECT sum(amount) FROM orders");

    assertThat(failure.place()).isEqualTo(Models.PLACE);
    assertThat(failure.message()).contains("Line 3 of `orders.csv`", "`amount`", "much");
  }

  @Test
  void aNumberIsNeverRoundedToTheTypeOfItsField() throws IOException {
    file("orders.csv", "pieces,price\n3,1.50\n2.70,1.005\n");
    Catalog catalog =
        catalog(
            model(
                "orders",
                "orders",
                Map.of("pieces", ValueType.INTEGER, "price", ValueType.decimal(12, 2))));

    assertThat(failure(catalog, "SELECT sum(pieces) FROM orders").message())
        .isEqualTo(
            "Column `pieces` of `orders.csv` holds `2.7`, which doesn't fit the type `integer` of"
                + " field `pieces`.");
    assertThat(failure(catalog, "SELECT sum(price) FROM orders").message())
        .contains("`1.005`", "`decimal(12,2)`");
    assertThat(rows(catalog, "SELECT count(*) FROM orders"))
        .containsExactly(row(new BigDecimal("2")));
  }

  @Test
  void aLineOfAnotherLengthAndAFileOfAnotherEncodingAreNamed() throws IOException {
    file("orders.csv", "id,name\n1,a\n2\n");
    Files.write(folder.resolve("people.csv"), "id,name\n1,M\u00fc\n".getBytes(ISO_8859_1));
    Catalog catalog =
        catalog(model("orders", "orders", Map.of()), model("people", "people", Map.of()));

    assertThat(failure(catalog, "SELECT count(*) FROM orders").message())
        .startsWith("Line 3 of `orders.csv` can't be read: ");
    assertThat(failure(catalog, "SELECT count(*) FROM people").message())
        .isEqualTo("`data/people.csv` is not UTF-8 text, as a CSV file is.");
  }

  @Test
  void aTableIsFoundWhateverTheCaseOfItsFile() throws IOException {
    file("Orders.csv", "ID\n1\n");
    Catalog catalog = catalog(model("orders", "orders", Map.of("id", ValueType.INTEGER)));

    assertThat(rows(catalog, "SELECT id FROM orders")).containsExactly(row(new BigDecimal("1")));
  }

  @Test
  void theFolderMayBeALink() throws IOException {
    file("there/orders.csv", "id\n1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("there"));
    var files = new Database.Files(List.of(new Database.Folder(link, "data")));
    try (Engine engine =
        Engine.open(files, catalog(model("o", "orders", Map.of())), Duration.ofSeconds(10))) {
      assertThat(engine.run("SELECT id FROM orders", ASKED).diagnostics()).isEmpty();
    }
  }

  @Test
  void twoFilesForOneTableAreRefused() throws IOException {
    file("orders.csv", "id\n1\n");
    file("orders.parquet", "");

    assertThat(
            failure(catalog(model("orders", "orders", Map.of())), "SELECT 1 FROM orders").message())
        .isEqualTo(
            "Table `orders` could be any of `data/orders.csv` and `data/orders.parquet`; one file"
                + " is needed.");
  }

  @Test
  void anotherStatementRunsAfterOneThatFailed() throws IOException {
    file("orders.csv", "id\n1\n");
    Catalog catalog = catalog(model("orders", "orders", Map.of()));
    try (Engine engine = open(catalog)) {
      assertThat(engine.run("SELECT nothing FROM orders", ASKED).diagnostics()).hasSize(1);
      assertThat(engine.run("SELECT id FROM orders", ASKED).diagnostics()).isEmpty();
    }
  }

  @Test
  void nothingOutsideOfTheFolderCanBeReadOrWritten() throws IOException {
    Path outside = Files.writeString(folder.resolveSibling("secret.csv"), "a\n1\n");
    try {
      assertThat(ask(Catalog.EMPTY, "SELECT * FROM read_csv('" + outside + "')").diagnostics())
          .hasSize(1);
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void aFolderThatIsNotThereHasNoTables() {
    folder = folder.resolve("nowhere");

    assertThat(failure(catalog(model("a", "a", Map.of())), "SELECT 1 FROM a").code())
        .isEqualTo(Code.MISSING_TABLE);
  }
}
