package dev.mensura.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.engine.Answer;
import dev.mensura.engine.Database;
import dev.mensura.engine.Engine;
import dev.mensura.engine.Inspected;
import dev.mensura.engine.Inspector;
import dev.mensura.engine.TableShape;
import dev.mensura.engine.TableShape.Column;
import dev.mensura.engine.TableShape.ForeignKey;
import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import dev.mensura.type.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProjectInitTest {
  private static final Place ASKED = new Place(new SourceFile("<test>", ""), new Span(0, 0));

  private static Column column(String name, ValueType type) {
    return new Column(name, type, true, -1, -1, List.of());
  }

  private static TableShape table(String name, List<String> key, Column... columns) {
    return new TableShape(name, List.of(columns), key, List.of(), List.of(), List.of(), -1);
  }

  private static Catalog drafted(TableShape... tables) {
    Workspace workspace = Workspace.of(ProjectInit.draft(List.of(tables)));
    assertThat(workspace.diagnostics()).isEmpty();
    return workspace.catalog();
  }

  @Test
  void aDraftOfTheExamplesDataChecksAndAnswers() {
    var files =
        new Database.Files(List.of(new Database.Folder(Path.of("data").toAbsolutePath(), "data")));
    Inspected inspected = Inspector.inspect(files, ASKED);
    assertThat(inspected.diagnostics()).isEmpty();
    Workspace workspace = Workspace.of(ProjectInit.draft(inspected.tables()));
    assertThat(workspace.diagnostics()).isEmpty();
    Catalog catalog = workspace.catalog();
    assertThat(catalog.get("invoice_lines").primaryKey()).containsExactly("invoice_id", "line_no");
    assertThat(catalog.get("company_tags").joins()).containsOnlyKeys("company", "tag");
    assertThat(catalog.get("users").time()).map(t -> t.text()).contains("created_at");
    assertThat(catalog.get("users").field("plan").orElseThrow().values())
        .containsOnlyKeys("enterprise", "free", "pro", "team");
    assertThat(catalog.get("companies").field("postal_code").orElseThrow().type())
        .isEqualTo(ValueType.STRING);
    String all = workspace.analysis().metrics().keySet().stream().collect(Collectors.joining(", "));
    var compiler = new Compiler(workspace, PlanOptions.DEFAULT);
    String sql =
        compiler
            .sql(new SourceFile("<query>", all), Dialect.of("duckdb").orElseThrow())
            .value()
            .orElseThrow();
    try (Engine engine = Engine.open(files, catalog, Duration.ZERO)) {
      Answer answer = engine.run(sql, ASKED);
      assertThat(answer.diagnostics()).isEmpty();
      assertThat(answer.result().orElseThrow().rows()).hasSize(1);
    }
  }

  @Test
  void joinsFollowNamesAndTypes() {
    Catalog catalog =
        drafted(
            table(
                "orders",
                List.of("id"),
                column("id", ValueType.INTEGER),
                column("customer_id", ValueType.INTEGER),
                column("country_id", ValueType.STRING),
                column("storeId", ValueType.INTEGER),
                column("parent_id", ValueType.INTEGER)),
            table("customers", List.of("customer_id"), column("customer_id", ValueType.INTEGER)),
            table("countries", List.of("id"), column("id", ValueType.INTEGER)),
            table("store", List.of("id"), column("id", ValueType.INTEGER)));
    SemanticModel orders = catalog.get("orders");
    // A country's key is a number: the texts of this column are something else.
    assertThat(orders.joins()).containsOnlyKeys("customer", "store");
    assertThat(orders.joins().get("customer").model()).isEqualTo("customers");
  }

  @Test
  void declaredKeysDecide() {
    var employees =
        new TableShape(
            "hr.staff",
            List.of(column("nr", ValueType.INTEGER), column("boss", ValueType.INTEGER)),
            List.of("nr"),
            List.of(),
            List.of(new ForeignKey(List.of("boss"), "hr.staff", List.of("nr"))),
            List.of(),
            3);
    SemanticModel staff = drafted(employees).get("staff");
    assertThat(staff.rows()).isEqualTo(new SemanticModel.Rows.Table("hr.staff"));
    assertThat(staff.joins().values())
        .singleElement()
        .satisfies(j -> assertThat(j.model()).isEqualTo("staff"));
  }

  @Test
  void awkwardNamesAreWrittenSoThatTheyAreRead() {
    Catalog catalog =
        drafted(
            table(
                "Order",
                List.of(),
                column("select", ValueType.DOUBLE),
                column("a b", ValueType.DATE)),
            table("sum", List.of(), column("", ValueType.DOUBLE), column("yes", ValueType.DOUBLE)),
            table(
                "x.sum",
                List.of(),
                column("no", ValueType.STRING),
                column("1st", ValueType.STRING)),
            table("naïve: 'é'", List.of("#"), column("#", ValueType.INTEGER)));
    assertThat(catalog.names()).containsExactlyInAnyOrder("order", "sum", "sum_2", "naïve: 'é'");
    assertThat(catalog.get("order").field("a b")).isPresent();
  }

  @Test
  void valuesAreClosedOnlyWhereRowsBearThemOut() {
    var kinds = new Column("kind", ValueType.STRING, true, 100, 2, List.of("new", "old"));
    var rare = new Column("rare", ValueType.STRING, true, 3, 2, List.of("a", "b"));
    var blank = new Column("blank", ValueType.STRING, true, 100, 2, List.of("", "x"));
    var many =
        new TableShape(
            "many", List.of(kinds, blank), List.of(), List.of(), List.of(), List.of(), 100);
    var few = new TableShape("few", List.of(rare), List.of(), List.of(), List.of(), List.of(), 3);
    Catalog catalog = drafted(many, few);
    assertThat(catalog.get("many").field("kind").orElseThrow().isClosed()).isTrue();
    assertThat(catalog.get("many").field("blank").orElseThrow().isClosed()).isFalse();
    assertThat(catalog.get("few").field("rare").orElseThrow().isClosed()).isFalse();
  }
}
