package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** Scans of the models' rows. */
final class Sources {
  private final Planning planning;
  private final Map<String, String> written = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final Map<Wide, String> wide = new HashMap<>();

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
                new SourceTable.Origin.Stored(name),
                alias,
                rowType(model),
                keys(model),
                span(model)),
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
                new SourceTable.Origin.Written(sql),
                model.name(),
                rowType(model),
                keys(model),
                span(model)),
            List.of(model.name())));
    return known(model);
  }

  /** What the model says of its rows holds for those of the last stage too. */
  private String known(SemanticModel model) {
    String stage = planning.stages().getLast().name();
    planning.declare(stage, keys(model));
    span(model).ifPresent(span -> planning.declare(stage, span));
    return stage;
  }

  private Optional<SourceTable.Span> span(SemanticModel model) {
    return model
        .valid()
        .flatMap(v ->
            v.to().map(to -> new SourceTable.Span(column(model, v.from()), column(model, to))));
  }

  /**
   * The rows that exist for a model, with more than is stored: the moments behind the columns, then
   * until when each row holds.
   */
  RelNode rows(SemanticModel model, String alias, Besides besides) {
    if (besides.isNothing()) {
      return rows(model, alias);
    }
    var key = new Wide(model.name(), List.copyOf(besides.moments()), besides.hasUntil());
    String stage = wide.get(key);
    if (stage == null) {
      stage = widen(model, besides);
      wide.put(key, stage);
    }
    return planning.scan(stage, alias);
  }

  private record Wide(String model, List<RowExpr> moments, boolean until) {}

  /** Where the end of a row's span stands among these columns. */
  int until(SemanticModel model, Besides besides) {
    return stored(model).size() + besides.moments().size();
  }

  /** Where a moment stands among these columns. */
  int moment(SemanticModel model, Besides besides, RowExpr moment) {
    return stored(model).size() + besides.position(moment);
  }

  private String widen(SemanticModel model, Besides besides) {
    if (!besides.moments().isEmpty()) {
      write(model, planning.rows(model.name()).where(), besides.moments(), "timed");
      if (!besides.hasUntil()) {
        return planning.stages().getLast().name();
      }
    }
    RelNode input =
        besides.moments().isEmpty()
            ? rows(model, model.name())
            : planning.scan(planning.stages().getLast().name(), model.name());
    Validity valid = model.valid().orElseThrow();
    var values = new ArrayList<RexNode>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      values.add(planning.ref(input, i));
    }
    List<RexNode> series =
        valid.series().stream().map(f -> planning.ref(input, column(model, f))).toList();
    int from = column(model, valid.from());
    values.add(planning.calls().next(planning.ref(input, from), series));
    var names = new Names();
    input.getRowType().getFieldNames().forEach(names::unique);
    var columns = new ArrayList<>(input.getRowType().getFieldNames());
    columns.add(names.unique("until"));
    planning.stage(
        Names.joined(List.of(model.name(), "spans")), planning.project(input, values, columns));
    String stage = known(model);
    planning.declare(stage, new SourceTable.Span(from, columns.size() - 1));
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
      stage = write(model, where, List.of(), "kept");
      kept.put(model.name(), stage);
    }
    return planning.scan(stage, alias);
  }

  private String write(
      SemanticModel model, Optional<RowExpr> where, Collection<RowExpr> more, String word) {
    var columns = new ArrayList<RowExpr>();
    var names = new ArrayList<>(stored(model).keySet());
    var unique = new Names();
    names.forEach(unique::unique);
    JoinPath here = JoinPath.at(model.name());
    for (Field field : stored(model).values()) {
      columns.add(planning.field(here, field.name()));
    }
    for (RowExpr each : more) {
      columns.add(each);
      names.add(unique.unique(each instanceof RowExpr.Column c ? c.field() : "moment"));
    }
    var all = new ArrayList<>(columns);
    where.ifPresent(all::add);
    var row = new Joined(planning, model.name(), all);
    if (!row.multiplyingPaths().isEmpty()) {
      throw new IllegalArgumentException(model.name() + ": `where` reads many far rows");
    }
    RelNode filtered = planning.filter(row.rel(), where.map(row::rex).stream().toList());
    planning.stage(
        Names.joined(List.of(model.name(), word)),
        planning.project(filtered, columns.stream().map(row::rex).toList(), names));
    return known(model);
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
