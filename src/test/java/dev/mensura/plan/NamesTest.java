package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Names that are keywords, that look alike, that need quotes, that are too long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesTest {
  private static final List<String> TABLES =
      List.of(
          "create schema \"my shop\"",
          "create table \"my shop\".\"Order\"(\"select\" integer, \"Über \"\"q\"\"\" varchar(20),"
              + " \"user\" integer, amount integer)",
          "insert into \"my shop\".\"Order\" values (1,'it''s \\"
              + " \"x\"',1,10),(2,'b',1,20),(3,'b',2,3),(4,null,2,3)",
          "create table \"user\"(id integer, \"group\" varchar(20))",
          "insert into \"user\" values (1,'x'),(2,'y')",
          "create table orders_by_group(id integer, n integer)",
          "insert into orders_by_group values (1, 100), (2, 200)");

  private static final String MODELS =
      """
      model: orders
      table: '"my shop"."Order"'
      primary_key: id
      fields:
        id: {type: integer, column: select}
        text: {type: string, column: 'Über "q"'}
        buyer: {type: integer, column: user}
        amount: integer
      joins:
        user: {model: users, on: buyer = id}
      ---
      model: users
      table: user
      primary_key: id
      fields:
        id: integer
        group: string
      joins:
        other: {model: others, on: id}
      ---
      model: others
      table: orders_by_group
      primary_key: id
      fields:
        id: integer
        n: integer
      """;

  private Databases databases;
  private Project project;

  @BeforeAll
  void start() {
    databases = new Databases(TABLES);
    project =
        new Project(MODELS, "metric `select` = sum orders.amount\nmetric placed = count orders");
  }

  @AfterAll
  void stop() throws Exception {
    databases.close();
  }

  private void expect(String query, String... rows) {
    QueryPlan plan = project.plan(query);
    for (Dialect dialect : databases.dialects()) {
      String sql = dialect.render(plan);
      assertThat(databases.rows(dialect, sql))
          .as(dialect.name() + "\n" + sql)
          .containsExactly(rows);
    }
  }

  @Test
  void keywordsAndQuotesAreQuoted() {
    expect("`select`, placed as `a\"b` by user.`group`", "x|30|2", "y|6|2");
    expect("placed by text", "b|2", "it's \\ \"x\"|1", "null|1");
    expect("placed where text = 'it''s \\ \"x\"'", "1");
  }

  @Test
  void aColumnNamedForAnotherIsNotTakenForIt() {
    expect(
        "placed as amount, (sum orders.amount) as text by user.`group` where amount > 5", "x|2|30");
    expect(
        "(placed where amount > 5) as amount, placed as `user` by text order by amount desc",
        "b|1|2",
        "it's \\ \"x\"|1|1",
        "null|0|1");
    expect(
        "(sum orders.amount) as text by text as amount order by text desc",
        "b|23",
        "it's \\ \"x\"|10",
        "null|3");
  }

  @Test
  void anOrderByWhatIsNotShownReadsColumnsAndNoNewNames() {
    expect("placed as amount by user.`group` order by `select` desc", "x|2", "y|2");
    expect("placed as amount by user.`group` order by `select`", "y|2", "x|2");
    expect(
        "placed as amount, (max orders.amount) as n by text order by (min orders.amount) desc,"
            + " text",
        "it's \\ \"x\"|1|10",
        "b|2|20",
        "null|1|3");
  }

  @Test
  void namesThatDifferInLettersCaseAloneAreTwo() {
    expect("placed as N, (sum orders.amount) as n by user.`group` order by n", "y|2|6", "x|2|30");
    expect(
        "placed as N, (sum orders.amount) / 2 as n by user.`group` order by n", "y|2|3", "x|2|15");
  }

  @Test
  void aStageHidesNoTable() {
    expect("placed / 1 as p, (sum others.n) as n by users.`group`", "x|2|100", "y|2|200");
    expect(
        "(sum orders.user.other.n) as n, placed / 1 as p by users.`group`", "x|200|2", "y|400|2");
  }

  @Test
  void longNamesStayApart() {
    String name = "a_very_long_name_that_no_database_likes_because_it_has_too_many_letters_";
    expect(
        "placed / 1 as "
            + name
            + "1, placed / 2 as "
            + name
            + "2 by user.`group` order by "
            + name
            + "2 desc",
        "x|2|1",
        "y|2|1");
  }
}
