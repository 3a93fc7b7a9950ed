package dev.mensura.verify;

import dev.mensura.check.TestCase;
import dev.mensura.engine.GivenTable;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.SemanticModel.Rows;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the models of a project read in a test. A model with a SELECT of its own reads a
 * table too: what its SELECT would read, a test doesn't give.
 *
 * @param catalog the project's models, over these tables
 */
record TestTables(List<GivenTable> tables, Catalog catalog) {
  static TestTables of(TestCase test, Catalog catalog, ZoneId zone) {
    Map<String, TestCase.Given> given = new HashMap<>();
    test.given().forEach(g -> given.put(g.model(), g));
    var tables = new LinkedHashMap<String, Draft>();
    var models = new ArrayList<SemanticModel>();
    // The types of a column are those of the model whose rows are given.
    for (SemanticModel model : catalog.models()) {
      if (given.containsKey(model.name())) {
        tables.computeIfAbsent(table(model), Draft::new).add(model);
      }
    }
    for (SemanticModel model : catalog.models()) {
      tables.computeIfAbsent(table(model), Draft::new).add(model);
      models.add(reading(model, table(model)));
    }
    test.given()
        .forEach(g -> {
          SemanticModel model = catalog.get(g.model());
          Draft draft = tables.get(table(model));
          if (draft != null) {
            draft.fill(g, model, zone);
          }
        });
    return new TestTables(tables.values().stream().map(Draft::table).toList(), new Catalog(models));
  }

  /** Models of one table share its rows. */
  private static String table(SemanticModel model) {
    return switch (model.rows()) {
      case Rows.Table table -> "table " + table.name().toLowerCase(Locale.ROOT);
      case Rows.Query query -> "rows of " + model.name();
    };
  }

  private static SemanticModel reading(SemanticModel model, String table) {
    return model.reading(new Rows.Table('"' + table.replace("\"", "\"\"") + '"'));
  }

  /** A table while it is put together. */
  private static final class Draft {
    private final String name;
    private final Map<String, GivenTable.Column> columns =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Draft(String name) {
      this.name = name;
    }

    void add(SemanticModel model) {
      for (Field field : model.fields().values()) {
        if (field.content() instanceof Field.Content.Column c) {
          columns.putIfAbsent(c.column(), new GivenTable.Column(c.column(), field.type()));
        }
      }
    }

    void fill(TestCase.Given given, SemanticModel model, ZoneId zone) {
      List<String> order = List.copyOf(columns.keySet());
      for (List<@Nullable Object> values : given.rows()) {
        List<@Nullable Object> row = new ArrayList<>();
        order.forEach(column -> row.add(null));
        for (int i = 0; i < values.size(); i++) {
          Field field = model.field(given.fields().get(i)).orElseThrow();
          if (field.content() instanceof Field.Content.Column c) {
            row.set(position(c.column(), order), stored(values.get(i), field, zone));
          }
        }
        rows.add(row);
      }
    }

    private static int position(String column, List<String> order) {
      int at = 0;
      while (!order.get(at).equalsIgnoreCase(column)) {
        at++;
      }
      return at;
    }

    /** A time of day is written without its zone, which is the project's. */
    private static @Nullable Object stored(@Nullable Object value, Field field, ZoneId zone) {
      return value instanceof LocalDateTime time
              && field.type().is(dev.mensura.type.ValueType.Kind.TIMESTAMPTZ)
          ? time.atZone(zone).toOffsetDateTime()
          : value;
    }

    GivenTable table() {
      return new GivenTable(name, List.copyOf(columns.values()), rows);
    }
  }
}
