package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.interpreter.Null;
import dev.mensura.ir.Query;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs a file of cases from elsewhere: {@code -Dconformance=FOLDER} names the folder of its {@code
 * cases.json}. A case whose construct this version doesn't compile must be refused as such.
 */
@EnabledIfSystemProperty(named = "conformance", matches = ".+")
class SharedCasesTest {
  private final List<String> failures = new ArrayList<>();
  private int answered;
  private final List<String> later = new ArrayList<>();

  @Test
  void casesHaveTheirRows() throws IOException, SQLException {
    Path file = Path.of(System.getProperty("conformance")).resolve("cases.json");
    JsonNode cases = new ObjectMapper().readTree(file.toFile());
    List<ModelSpec> models = models(cases.get("data"));
    var metrics = new StringBuilder();
    cases.get("metrics").forEach(m -> metrics.append(metric(m.asText())).append('\n'));
    var project = new ProjectSpec(models, List.of());
    Subject subject = Subject.of(project.yaml(), metrics.toString());
    assertThat(subject.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
    try (var databases = new Databases()) {
      for (Database database : databases.all()) {
        database.load(models.stream().map(ModelSpec::table).toList());
      }
      for (JsonNode one : cases.get("cases")) {
        run(one, subject, databases);
      }
      for (JsonNode one : cases.get("refused")) {
        refuse(one, subject);
      }
    }
    failures.forEach(System.out::println);
    System.out.printf(
        "cases: %d answered, %d not supported yet %s, %d wrong%n",
        answered, later.size(), later, failures.size());
    assertThat(failures).isEmpty();
  }

  /** A filter on one side of a ratio needs its parentheses. */
  private static String metric(String text) {
    return text.replaceAll("(count \\w+ where .*'\\w+') / (\\w+).*", "($1) / $2");
  }

  /** So does a filter of one item of a query. */
  private static String item(String query) {
    return query.replaceAll("^(count \\w+ where [^,]*?) as (\\w+)", "($1) as $2");
  }

  private void refuse(JsonNode one, Subject subject) {
    boolean refused =
        subject.check(one.get("query").asText()).diagnostics().stream()
            .anyMatch(Diagnostic::isError);
    if (!refused) {
      failures.add("answered: " + one.get("query").asText());
    }
  }

  private void run(JsonNode one, Subject subject, Databases databases) {
    String text = item(one.get("query").asText());
    String name = one.get("id").asText();
    Subject.Checked checked = subject.check(text);
    List<Diagnostic> errors = checked.diagnostics().stream().filter(Diagnostic::isError).toList();
    if (errors.stream().anyMatch(e -> e.code() == Code.NOT_SUPPORTED_YET)) {
      later.add(name);
      return;
    }
    if (checked.query().isEmpty()) {
      failures.add(name + ": refused: " + errors);
      return;
    }
    Query query = checked.query().get();
    List<List<Object>> expected = new ArrayList<>();
    one.get("expect").forEach(row -> expected.add(row(row, query)));
    for (Database database : databases.all()) {
      try {
        List<List<Object>> actual = database.rows(subject.sql(query, database.engine()));
        if (!sameRows(expected, actual)) {
          failures.add(name + " on " + database.engine() + ":\n" + Answers.shown(actual));
          return;
        }
      } catch (SQLException e) {
        failures.add(name + " on " + database.engine() + ": " + e.getMessage());
        return;
      }
    }
    answered++;
  }

  private static boolean sameRows(List<List<Object>> expected, List<List<Object>> actual) {
    var left = new ArrayList<>(actual);
    for (List<Object> row : expected) {
      boolean found = left.removeIf(r -> Answers.same(List.of(loose(r)), List.of(loose(row))));
      if (!found) {
        return false;
      }
    }
    return left.isEmpty();
  }

  /** Numbers of JSON say nothing of their types. */
  private static List<Object> loose(List<Object> row) {
    return row.stream().map(v -> v instanceof Number n ? (Object) n.doubleValue() : v).toList();
  }

  private static List<Object> row(JsonNode row, Query query) {
    var values = new ArrayList<Object>();
    query.groups().forEach(g -> values.add(value(row.get(g.name()))));
    query.items().forEach(i -> values.add(value(row.get(i.name()))));
    return values;
  }

  private static Object value(JsonNode value) {
    if (value == null || value.isNull()) {
      return Null.NULL;
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = value.asText();
    return text.matches("\\d{4}-\\d\\d-\\d\\d") ? LocalDate.parse(text) : text;
  }

  private static List<ModelSpec> models(JsonNode data) {
    var joins = new HashMap<String, List<JoinSpec>>();
    var keys = new HashMap<String, List<String>>();
    for (JsonNode join : data.get("joins")) {
      String[] sides = join.asText().split(" -> ", -1);
      String[] near = sides[0].split("\\.", -1);
      String[] far = sides[1].split("\\.", -1);
      String name = far[0].substring(0, far[0].length() - 1);
      joins
          .computeIfAbsent(near[0], x -> new ArrayList<>())
          .add(new JoinSpec(name, far[0], List.of(new JoinSpec.Key(near[1], far[1]))));
      keys.put(far[0], List.of(far[1]));
    }
    var models = new ArrayList<ModelSpec>();
    for (Map.Entry<String, JsonNode> table : data.properties()) {
      if (!table.getKey().equals("joins")) {
        models.add(model(table.getKey(), table.getValue(), joins, keys));
      }
    }
    return models;
  }

  private static ModelSpec model(
      String name,
      JsonNode table,
      Map<String, List<JoinSpec>> joins,
      Map<String, List<String>> keys) {
    var columns = new ArrayList<String>();
    table.get("columns").forEach(c -> columns.add(c.asText()));
    var rows = new ArrayList<Map<String, Object>>();
    for (JsonNode row : table.get("rows")) {
      var values = new HashMap<String, Object>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), value(row.get(i)));
      }
      rows.add(values);
    }
    List<FieldSpec> fields = columns.stream().map(c -> FieldSpec.stored(c, kind(c, rows))).toList();
    String first = columns.getFirst();
    boolean repeats = rows.stream().map(r -> r.get(first)).distinct().count() < rows.size();
    List<String> key = keys.getOrDefault(name, repeats ? columns.subList(0, 2) : List.of(first));
    List<JoinSpec> own = joins.getOrDefault(name, List.of());
    String time = table.get("time").asText();
    String[] path = time.split("\\.", -1);
    String local =
        path[0].equals(name)
            ? path[1]
            : own.stream()
                .filter(j -> j.target().equals(path[0]))
                .map(j -> j.name() + "." + path[1])
                .findFirst()
                .orElseThrow();
    return new ModelSpec(
        name,
        name.substring(0, name.length() - 1),
        Set.of("balances").contains(name) ? columns.subList(0, 3) : key,
        List.of(),
        Optional.of(local),
        Optional.empty(),
        fields,
        own,
        rows);
  }

  private static Kind kind(String column, List<Map<String, Object>> rows) {
    return rows.stream()
        .map(r -> r.getOrDefault(column, Null.NULL))
        .filter(v -> v != Null.NULL)
        .findFirst()
        .map(v ->
            switch (v) {
              case BigDecimal n -> Kind.INTEGER;
              case LocalDate d -> Kind.DATE;
              default -> Kind.STRING;
            })
        .orElse(Kind.STRING);
  }
}
