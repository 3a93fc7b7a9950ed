package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mensura.mcp.Agent.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system that came before held about its three tools holds here too. */
class OriginalBehaviourTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;
  private Served served;
  private Agent agent;

  @BeforeEach
  void start() {
    Sandbox.in(folder);
    serve();
  }

  private void serve() {
    served = Served.start(folder, Server.Access.FULL, () -> NOW);
    agent = served.agent();
  }

  @AfterEach
  void stop() {
    agent.close();
    served.close();
    assertThat(served.log().toString()).isEmpty();
  }

  private JsonNode defined(String arguments) {
    return agent.done("define_custom_metric", arguments).content();
  }

  private void refused(String arguments, String code, String parameter, String message) {
    JsonNode problem = agent.refused("define_custom_metric", arguments);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.path("message").asText()).contains(message);
    assertThat(names("{}")).isEmpty();
  }

  private List<String> names(String arguments) {
    List<String> names = new ArrayList<>();
    agent
        .done("list_custom_metrics", arguments)
        .content()
        .path("metrics")
        .forEach(m -> names.add(m.path("name").asText()));
    return names;
  }

  /** One metric asked on its own. */
  private String value(String metric) {
    Answer answer = agent.done("query_metrics", "{\"metrics\": [\"%s\"]}".formatted(metric));
    return answer.content().path("rows").path(0).path(0).asText();
  }

  @Test
  void countsRows() {
    JsonNode answer =
        defined(
            """
            {"name": "all_users", "type": "count", "model": "users"}\
            """);
    assertThat(answer.path("metric").path("type").asText()).isEqualTo("count");
    assertThat(value("all_users")).isEqualTo(value("total_users"));
  }

  @Test
  void countsDifferentValuesWithAFilter() {
    JsonNode answer =
        defined(
            """
            {"name": "frequent_users", "type": "count_distinct", "model": "users",
             "description": "Users who signed in often.", "dimension": "user_id",
             "filters": {"login_count__gt": 100}, "tags": ["engagement"]}\
            """);
    assertThat(answer.path("status").asText()).isEqualTo("success");
    assertThat(answer.path("message").asText())
        .isEqualTo("Metric 'frequent_users' created successfully");
    assertThat(answer.path("metric").path("name").asText()).isEqualTo("frequent_users");
    assertThat(answer.path("metric").path("filters").path("login_count__gt").asInt())
        .isEqualTo(100);
    assertThat(value("frequent_users")).isEqualTo(value("power_users"));
  }

  @Test
  void addsUp() {
    defined(
        """
        {"name": "all_revenue", "type": "sum", "model": "users", "dimension": "revenue"}\
        """);
    assertThat(value("all_revenue")).isNotEqualTo("0").isNotEmpty();
  }

  @Test
  void averages() {
    defined(
        """
        {"name": "logins", "type": "avg", "model": "users", "dimension": "login_count"}\
        """);
    assertThat(Double.parseDouble(value("logins"))).isPositive();
  }

  @Test
  void dividesMetrics() {
    defined(
        """
        {"name": "paid_share", "type": "ratio", "numerator": "paid_users",
         "denominator": "total_users"}\
        """);
    assertThat(value("paid_share")).isEqualTo(value("conversion_rate"));
  }

  @Test
  void takesSql() {
    defined(
        """
        {"name": "revenue_per_user", "type": "custom_sql", "model": "users",
         "sql": "SUM(revenue) / COUNT(DISTINCT user_id)"}\
        """);
    assertThat(value("revenue_per_user")).isEqualTo(value("arpu"));
  }

  @Test
  void everyOperatorOfFiltersIsTaken() {
    defined(
        """
        {"name": "some_users", "type": "count", "model": "users",
         "filters": {"login_count__gt": 1, "login_count__gte": 2, "login_count__lt": 500,
                     "login_count__lte": 499, "plan__ne": "free", "industry": "tech"}}\
        """);
    assertThat(Integer.parseInt(value("some_users"))).isPositive();
  }

  @Test
  void aDefinitionKeepsWhoAndWhen() {
    JsonNode metric =
        defined(
                """
                {"name": "all_users", "type": "count", "model": "users",
                 "description": "Everybody.", "tags": ["growth", "board"]}\
                """)
            .path("metric");
    assertThat(metric.path("created_at").asText()).isEqualTo(NOW.toString());
    assertThat(metric.path("created_by").asText()).isEqualTo("ann via test");
    assertThat(metric.path("version").asInt()).isEqualTo(1);
    assertThat(metric.path("description").asText()).isEqualTo("Everybody.");
    assertThat(metric.path("tags")).extracting(JsonNode::asText).containsExactly("growth", "board");
  }

  @Test
  void aDefinitionOutlivesTheServer() {
    defined(
        """
        {"name": "all_users", "type": "count", "model": "users", "tags": ["growth"]}\
        """);
    String before = value("all_users");
    agent.close();
    served.close();
    serve();
    assertThat(names("{}")).containsExactly("all_users");
    assertThat(value("all_users")).isEqualTo(before);
  }

  @Test
  void aNameIsTakenOnce() {
    String definition =
        """
        {"name": "all_users", "type": "count", "model": "users"}\
        """;
    defined(definition);
    JsonNode problem = agent.refused("define_custom_metric", definition);
    assertThat(problem.path("code").asText()).isEqualTo("duplicate-name");
    assertThat(problem.path("message").asText()).contains("`all_users` already exists");
    assertThat(names("{}")).containsExactly("all_users");
  }

  @Test
  void aNameOfAFileIsTakenToo() {
    JsonNode problem =
        agent.refused(
            "define_custom_metric",
            """
            {"name": "paid_users", "type": "count", "model": "users"}\
            """);
    assertThat(problem.path("message").asText()).contains("`examples/growth.metric`");
    assertThat(names("{}")).isEmpty();
  }

  @Test
  void aMetricNeedsAName() {
    refused(
        """
        {"type": "count", "model": "users"}\
        """,
        "bad-parameter",
        "name",
        "`name`");
  }

  @Test
  void aTypeMustBeKnown() {
    refused(
        """
        {"name": "m", "type": "medain", "model": "users", "dimension": "revenue"}\
        """,
        "bad-parameter",
        "type",
        "`medain`");
  }

  @Test
  void aModelMustExist() {
    refused(
        """
        {"name": "m", "type": "count", "model": "usres"}\
        """,
        "unknown-model",
        "model",
        "`usres`");
  }

  @Test
  void aDimensionMustExist() {
    refused(
        """
        {"name": "m", "type": "sum", "model": "users", "dimension": "revenu"}\
        """,
        "unknown-field",
        "dimension",
        "`revenu`");
  }

  @Test
  void aSumNeedsADimension() {
    refused(
        """
        {"name": "m", "type": "sum", "model": "users"}\
        """,
        "bad-parameter",
        "dimension",
        "`dimension`");
  }

  @Test
  void aRatioNeedsBothParts() {
    refused(
        """
        {"name": "m", "type": "ratio", "numerator": "paid_users"}\
        """,
        "bad-parameter",
        "denominator",
        "`denominator`");
  }

  @Test
  void thePartsOfARatioMustExist() {
    refused(
        """
        {"name": "m", "type": "ratio", "numerator": "paid_usres", "denominator": "total_users"}\
        """,
        "unknown-metric",
        "numerator",
        "`paid_usres`");
  }

  @Test
  void customSqlNeedsItsSql() {
    refused(
        """
        {"name": "m", "type": "custom_sql", "model": "users"}\
        """,
        "bad-parameter",
        "sql",
        "`sql`");
  }

  @Test
  void customSqlIsChecked() {
    refused(
        """
        {"name": "m", "type": "custom_sql", "model": "users", "sql": "SUM(revenu)"}\
        """,
        "unknown-field",
        "sql",
        "revenu");
  }

  @Test
  void anUnknownOperatorIsNeverDropped() {
    refused(
        """
        {"name": "m", "type": "count", "model": "users", "filters": {"login_count__above": 100}}\
        """,
        "unknown-operator",
        "filters.login_count__above",
        "`above`");
  }

  @Test
  void aFilterNeedsAFieldThatExists() {
    refused(
        """
        {"name": "m", "type": "count", "model": "users", "filters": {"login_cont__gt": 100}}\
        """,
        "unknown-field",
        "filters.login_cont__gt",
        "`login_cont`");
  }

  @Test
  void aFilterNeedsAValueThatTheFieldCanHave() {
    refused(
        """
        {"name": "m", "type": "count", "model": "users", "filters": {"plan": "prro"}}\
        """,
        "unknown-value",
        "filters.plan",
        "`prro`");
  }

  @Test
  void metricsAreListedByModelAndTag() {
    defined(
        """
        {"name": "all_users", "type": "count", "model": "users", "tags": ["growth"]}\
        """);
    defined(
        """
        {"name": "all_events", "type": "count", "model": "events", "tags": ["growth", "product"]}\
        """);
    defined(
        """
        {"name": "all_companies", "type": "count", "model": "companies"}\
        """);
    assertThat(names("{}")).containsExactly("all_companies", "all_events", "all_users");
    assertThat(names("{\"model\": \"users\"}")).containsExactly("all_users");
    assertThat(names("{\"tags\": [\"growth\"]}")).containsExactly("all_events", "all_users");
    assertThat(names("{\"tags\": [\"product\"], \"model\": \"users\"}")).isEmpty();
  }

  @Test
  void aMetricIsDeleted() {
    defined(
        """
        {"name": "all_users", "type": "count", "model": "users"}\
        """);
    JsonNode answer = agent.done("delete_custom_metric", "{\"name\": \"all_users\"}").content();
    assertThat(answer.path("message").asText())
        .isEqualTo("Metric 'all_users' deleted successfully");
    assertThat(names("{}")).isEmpty();
  }

  @Test
  void nothingIsNotDeleted() {
    JsonNode problem = agent.refused("delete_custom_metric", "{\"name\": \"all_users\"}");
    assertThat(problem.path("code").asText()).isEqualTo("unknown-metric");
    assertThat(problem.path("parameter").asText()).isEqualTo("name");
    assertThat(problem.path("message").asText()).contains("`all_users`");
  }
}
