package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Scans of the models' rows. */
final class Sources {
  private final Planning planning;
  private final Map<String, String> written = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();

  Sources(Planning planning) {
    this.planning = planning;
  }

  /** All rows of a model's table, those among them that don't exist for the model. */
  RelNode table(SemanticModel model, String alias) {
    return switch (model.rows()) {
      case SemanticModel.Rows.Table table -> {
        List<String> name = parts(table.name());
        yield planning.scan(
            new SourceTable(
                new SourceTable.Origin.Stored(name), alias, rowType(model), keys(model)),
            name);
      }
      case SemanticModel.Rows.Query query -> {
        String stage = written.get(model.name());
        if (stage == null) {
          stage = write(model, query.sql());
          written.put(model.name(), stage);
        }
        yield planning.scan(stage, alias);
      }
    };
  }

  private String write(SemanticModel model, String sql) {
    planning.stage(
        Names.joined(List.of(model.name(), "rows")),
        planning.scan(
            new SourceTable(
                new SourceTable.Origin.Written(sql), model.name(), rowType(model), keys(model)),
            List.of(model.name())));
    String stage = planning.stages().getLast().name();
    planning.declare(stage, keys(model));
    return stage;
  }

  /**
   * The rows that exist for a model, to be joined to: what its {@code where} drops matches nothing.
   */
  RelNode rows(SemanticModel model, String alias) {
    Optional<RowExpr> where = planning.rows(model.name()).where();
    if (where.isEmpty()) {
      return table(model, alias);
    }
    String stage = kept.get(model.name());
    if (stage == null) {
      stage = keep(model, where.get());
      kept.put(model.name(), stage);
    }
    return planning.scan(stage, alias);
  }

  private String keep(SemanticModel model, RowExpr where) {
    var columns = new ArrayList<RowExpr>();
    JoinPath here = JoinPath.at(model.name());
    for (Field field : stored(model).values()) {
      columns.add(planning.field(here, field.name()));
    }
    var all = new ArrayList<>(columns);
    all.add(where);
    var row = new Joined(planning, model.name(), all);
    if (!row.multiplyingPaths().isEmpty()) {
      throw new IllegalArgumentException(model.name() + ": `where` reads many far rows");
    }
    RelNode filtered = planning.filter(row.rel(), List.of(row.rex(where)));
    planning.stage(
        Names.joined(List.of(model.name(), "kept")),
        planning.project(
            filtered,
            columns.stream().map(row::rex).toList(),
            List.copyOf(stored(model).keySet())));
    String stage = planning.stages().getLast().name();
    planning.declare(stage, keys(model));
    return stage;
  }

  /** Where a field stands among a model's columns. */
  int column(SemanticModel model, String field) {
    var columns = List.copyOf(stored(model).keySet());
    return columns.indexOf(columnName(Planning.declared(model, field)));
  }

  /** The columns that fields are stored in, each once, with a field of each. */
  private static SequencedMap<String, Field> stored(SemanticModel model) {
    var columns = new LinkedHashMap<String, Field>();
    for (Field field : model.fields().values()) {
      if (field.content() instanceof Field.Content.Column column) {
        columns.putIfAbsent(column.column(), field);
      }
    }
    return columns;
  }

  private static String columnName(Field field) {
    return switch (field.content()) {
      case Field.Content.Column column -> column.column();
      case Field.Content.Computed c ->
          throw new IllegalArgumentException(field.name() + " is computed");
      case Field.Content.Sql s -> throw new IllegalArgumentException(field.name() + " is computed");
    };
  }

  private RelDataType rowType(SemanticModel model) {
    var row = planning.types().builder();
    stored(model)
        .forEach((column, field) -> {
          // Nothing that was checked reads a field whose declaration is broken.
          RelDataType type =
              field.type().is(ValueType.Kind.UNKNOWN)
                  ? planning.types().of(SqlTypeName.ANY)
                  : planning.types().of(field.type());
          row.add(column, field.nullable() ? type : planning.types().notNull(type));
        });
    return row.build();
  }

  private List<ImmutableBitSet> keys(SemanticModel model) {
    var keys = new ArrayList<List<String>>();
    if (!model.primaryKey().isEmpty()) {
      keys.add(model.primaryKey());
    }
    keys.addAll(model.uniqueKeys());
    return keys.stream()
        .filter(key -> key.stream().allMatch(f -> isStored(model, f)))
        .map(key -> ImmutableBitSet.of(key.stream().map(f -> column(model, f)).toList()))
        .toList();
  }

  private static boolean isStored(SemanticModel model, String field) {
    return model.field(field).map(f -> f.content() instanceof Field.Content.Column).orElse(false);
  }

  /** The parts of a table's name: {@code shop.orders}, {@code "my shop".orders}. */
  static List<String> parts(String name) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' && quoted && i + 1 < name.length() && name.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
