package dev.mensura.compiler;

import dev.mensura.engine.TableShape;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.ModelWriter;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Drafts a project from the tables of a database. */
public final class ProjectInit {
  /** Where a column's few values are told from chance: so many rows for each. */
  private static final int ROWS_PER_VALUE = 5;

  private static final int LONGEST_VALUE = 30;

  /** What the time of a row is called, the surest first. */
  private static final List<String> TIMES =
      List.of(
          "occurred_at",
          "happened_at",
          "event_time",
          "ordered_at",
          "order_date",
          "created_at",
          "created_on",
          "signed_up_at",
          "joined_on",
          "issued_on",
          "opened_at",
          "started_at",
          "started_on",
          "timestamp",
          "date",
          "day",
          "month");

  private static final List<String> NO_TIMES = List.of("update", "modif", "delet", "birth", "born");

  private final Place nowhere = new Place(new SourceFile("<init>", ""), new Span(0, 0));
  private final Map<TableShape, String> models = new LinkedHashMap<>();
  private final Map<TableShape, List<String>> keys = new LinkedHashMap<>();

  private ProjectInit(List<TableShape> tables) {
    Set<String> taken = new HashSet<>();
    for (TableShape table : tables) {
      String name = DraftNames.model(table.name());
      for (int i = 2; !taken.add(name); i++) {
        name = DraftNames.model(table.name()) + "_" + i;
      }
      models.put(table, name);
      keys.put(table, DraftKeys.primary(table));
    }
  }

  /**
   * The files of a new project: a model for each table, and a first file of metrics. They check
   * without a finding.
   *
   * @param tables in the order in which names are given
   */
  public static List<SourceFile> draft(List<TableShape> tables) {
    return new ProjectInit(tables).files();
  }

  private List<SourceFile> files() {
    List<SemanticModel> drafted = models.keySet().stream().map(this::model).toList();
    var catalog = new Catalog(drafted);
    List<SourceFile> files = new ArrayList<>();
    for (SemanticModel model : catalog.models()) {
      String file = model.name().replaceAll("[^\\p{L}\\p{N}_-]", "_");
      files.add(new SourceFile("models/" + file + ".yml", ModelWriter.write(model, catalog)));
    }
    if (!drafted.isEmpty()) {
      files.add(new SourceFile("metrics/first.metric", FirstMetrics.of(catalog)));
    }
    return files;
  }

  private SemanticModel model(TableShape table) {
    String name = models.getOrDefault(table, table.name());
    List<String> key = keys.getOrDefault(table, List.of());
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    for (TableShape.Column column : table.columns()) {
      field(column, table, key).ifPresent(f -> fields.put(f.name(), f));
    }
    boolean keyed = fields.keySet().containsAll(key);
    String entity = DraftNames.singular(name);
    return new SemanticModel(
        name,
        new SemanticModel.Rows.Table(table.name()),
        Optional.empty(),
        keyed ? key : List.of(),
        DraftKeys.unique(table, key).stream().filter(fields.keySet()::containsAll).toList(),
        time(table).filter(fields::containsKey).map(ProjectInit::path),
        entity,
        fields,
        new DraftJoins(models, keys, nowhere).of(table, entity),
        About.NOTHING,
        nowhere);
  }

  /** None for a column that no name can be written for. */
  private Optional<Field> field(TableShape.Column column, TableShape table, List<String> key) {
    String name = column.name();
    boolean writable =
        !name.isBlank()
            && name.equals(name.strip())
            && name.chars().noneMatch(c -> c == '`' || Character.isISOControl(c));
    if (!writable) {
      return Optional.empty();
    }
    SequencedMap<String, String> values = new LinkedHashMap<>();
    if (!key.contains(name) && !DraftNames.isKeyLike(name) && isClosed(column, table)) {
      column.values().forEach(v -> values.put(v, v));
    }
    return Optional.of(
        new Field(
            name,
            column.type(),
            new Field.Content.Column(name),
            Unit.ANY,
            column.nullable() && !key.contains(name),
            values,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            About.NOTHING,
            nowhere));
  }

  private static boolean isClosed(TableShape.Column column, TableShape table) {
    return column.values().size() > 1
        && table.rows() >= (long) ROWS_PER_VALUE * column.values().size()
        && column.values().stream()
            .allMatch(v -> !v.isBlank() && v.length() <= LONGEST_VALUE && v.equals(v.strip()));
  }

  private static Optional<String> time(TableShape table) {
    List<String> temporal =
        table.columns().stream()
            .filter(c -> c.type().isTemporal())
            .map(TableShape.Column::name)
            .filter(c -> NO_TIMES.stream().noneMatch(c.toLowerCase(Locale.ROOT)::contains))
            .toList();
    for (String known : TIMES) {
      Optional<String> found = temporal.stream().filter(known::equalsIgnoreCase).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return temporal.stream().findFirst();
  }

  private static Path path(String field) {
    var span = new Span(0, 0);
    return new Path(List.of(new Name(field, span)), span);
  }
}
