package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.interpreter.Interpreter;
import dev.mensura.interpreter.Row;
import dev.mensura.ir.Query;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries over a small library whose rows were worked out by hand. */
class ConformanceTest {
  private static final Path FOLDER = Path.of("src/test/resources/conformance/library");

  private static Databases databases;
  private static Subject library;
  private static Map<String, List<Row>> tables;

  @BeforeAll
  static void load() throws IOException, SQLException {
    library =
        Subject.of(
            Files.readString(FOLDER.resolve("models.yml")),
            Files.readString(FOLDER.resolve("metrics.metric")));
    assertThat(library.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
    tables = new HashMap<>();
    var data = new TreeMap<String, TableData>();
    for (SemanticModel model : library.catalog().models()) {
      String table =
          switch (model.rows()) {
            case SemanticModel.Rows.Table stored -> stored.name();
            // Its rows are worked out by hand too, for the interpreter.
            case SemanticModel.Rows.Query select -> model.name();
          };
      TableData read = table(table, model);
      if (model.rows() instanceof SemanticModel.Rows.Table) {
        data.putIfAbsent(table, read);
      }
      var rows = new ArrayList<Row>();
      read.rows().forEach(values -> rows.add(new Row(model.name(), rows.size(), values)));
      tables.put(model.name(), rows);
    }
    databases = new Databases();
    for (Database database : databases.all()) {
      database.load(List.copyOf(data.values()));
    }
  }

  @AfterAll
  static void close() throws IOException, SQLException {
    databases.close();
  }

  private static TableData table(String name, SemanticModel model) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("data").resolve(name + ".csv"));
    List<Field> fields =
        Stream.of(lines.getFirst().split(",", -1)).map(c -> model.field(c).orElseThrow()).toList();
    var rows = new ArrayList<Map<String, Object>>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      var row = new HashMap<String, Object>();
      for (int i = 0; i < cells.length; i++) {
        row.put(fields.get(i).name(), Texts.value(cells[i], fields.get(i).type()));
      }
      rows.add(row);
    }
    List<TableData.Column> columns =
        fields.stream()
            .map(f -> new TableData.Column(f.name(), f.name(), Texts.kind(f.type())))
            .toList();
    return new TableData(name, columns, rows);
  }

  static List<ConformanceCase> cases() throws IOException {
    return ConformanceCase.all(FOLDER.resolve("cases"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answers(ConformanceCase expected) throws SQLException {
    Subject.Checked checked = library.check(expected.query());
    List<Diagnostic> errors = checked.diagnostics().stream().filter(Diagnostic::isError).toList();
    if (!expected.refusals().isEmpty()) {
      assertThat(errors).extracting(e -> e.code().id()).containsAnyElementsOf(expected.refusals());
      return;
    }
    assertThat(errors).isEmpty();
    Query query = checked.query().orElseThrow();
    assertThat(columns(query)).isEqualTo(expected.columns());
    List<ValueType> types = types(query);
    List<List<Object>> rows = expected.rows().stream().map(r -> row(r, types)).toList();
    same("interpreter", rows, new Interpreter(library.world(tables)).answer(query));
    for (Database database : databases.all()) {
      String sql = library.sql(query, database.engine());
      same(database.engine() + "\n" + sql, rows, database.rows(sql));
    }
  }

  private static void same(String who, List<List<Object>> expected, List<List<Object>> actual) {
    assertThat(Answers.same(expected, actual))
        .as("%s%nexpected%n%sactual%n%s", who, Answers.shown(expected), Answers.shown(actual))
        .isTrue();
  }

  private static List<String> columns(Query query) {
    var names = new ArrayList<String>();
    query.groups().forEach(g -> names.add(g.name()));
    query.items().forEach(i -> names.add(i.name()));
    return names;
  }

  private static List<ValueType> types(Query query) {
    var types = new ArrayList<ValueType>();
    query.groups().forEach(g -> types.add(g.type()));
    query.items().forEach(i -> types.add(i.value().type()));
    return types;
  }

  private static List<Object> row(List<String> texts, List<ValueType> types) {
    var row = new ArrayList<Object>();
    for (int i = 0; i < texts.size(); i++) {
      row.add(Texts.value(texts.get(i), types.get(i)));
    }
    return row;
  }
}
