package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says which dimension a path behind {@code across} or {@code per} is, whoever reaches it. */
final class Coordinates {
  private static final String TIME = "time";

  private final Scope scope;
  private final MetricTyper metrics;

  Coordinates(MetricTyper metrics) {
    this.scope = metrics.scope();
    this.metrics = metrics;
  }

  /** A dimension as one model sees it. */
  private record Seen(Typed<RowExpr> value, String meaning) {}

  /** Whether a path is the own time as a whole, and no field of the models that are asked. */
  boolean isTime(Path path, SortedSet<String> bases) {
    return path.isSimple()
        && path.text().equalsIgnoreCase(TIME)
        && bases.stream()
            .map(scope.catalog()::get)
            .noneMatch(m -> m.fields().containsKey(TIME) || m.joins().containsKey(TIME));
  }

  /** All periods and parts of the own time. */
  Coordinate time() {
    var values = new TreeMap<String, RowExpr>();
    for (SemanticModel model : scope.catalog().models()) {
      scope
          .time(model.name())
          .ifPresent(t ->
              values.put(model.name(), new RowExpr.OwnTime(model.name(), t.type(), t.nullable())));
    }
    RowExpr first = values.firstEntry().getValue();
    return new Coordinate(TIME, first.type(), true, values);
  }

  /**
   * A dimension, and a path that leads to it.
   *
   * @param rows the model whose rows it tells apart, where the path named them
   */
  record Found(Path path, Coordinate coordinate, Optional<SemanticModel> rows) {}

  /**
   * The dimensions that a path stands for: a join stands for the key of the rows that it leads to.
   *
   * @param bases the models that are asked first; if they disagree that is said
   * @return none after saying what is wrong
   */
  Optional<List<Found>> of(Path path, SortedSet<String> bases) {
    Optional<SemanticModel> rows = rows(path, bases);
    if (rows.isEmpty()) {
      return coordinate(path, path.last().text(), bases)
          .map(c -> List.of(new Found(path, c, Optional.empty())));
    }
    if (rows.get().primaryKey().isEmpty()) {
      metrics.findings.add(
          Code.NEEDS_PRIMARY_KEY,
          path.span(),
          "`"
              + path.text()
              + "` is a row of `"
              + rows.get().name()
              + "`, which declares no `primary_key` to tell rows apart.");
      return Optional.empty();
    }
    var all = new ArrayList<Found>();
    for (String field : rows.get().primaryKey()) {
      var names = new ArrayList<>(path.names());
      names.add(new Name(field, path.last().span()));
      var longer = new Path(names, path.span());
      Optional<Coordinate> part = coordinate(longer, field, bases);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.add(new Found(longer, part.get(), rows));
    }
    return Optional.of(all);
  }

  /** The model whose rows a path leads to, where it ends in a join. */
  private Optional<SemanticModel> rows(Path path, SortedSet<String> bases) {
    return models(bases)
        .map(m -> scope.paths().resolve(m, path, new Findings(metrics.findings.file())))
        .filter(Target.OfRow.class::isInstance)
        .map(t -> scope.catalog().get(((Target.OfRow) t).path().target()))
        .findFirst();
  }

  private Stream<String> models(SortedSet<String> first) {
    return Stream.concat(first.stream(), scope.catalog().models().stream().map(SemanticModel::name))
        .distinct();
  }

  private Optional<Coordinate> coordinate(Path path, String name, SortedSet<String> bases) {
    var seen = new TreeMap<String, Seen>();
    for (String model : scope.catalog().names()) {
      var quiet = new Findings(metrics.findings.file());
      look(model, path, quiet).ifPresent(s -> seen.put(model, s));
      if (bases.contains(model) && isTwoWays(quiet)) {
        quiet.list().forEach(metrics.findings::add);
        return Optional.empty();
      }
    }
    boolean byBases = seen.keySet().stream().anyMatch(bases::contains);
    var meanings = new TreeSet<String>();
    seen.forEach((model, s) -> {
      if (!byBases || bases.contains(model)) {
        meanings.add(s.meaning());
      }
    });
    if (meanings.isEmpty()) {
      look(bases.first(), path, metrics.findings);
      return Optional.empty();
    }
    if (meanings.size() > 1) {
      several(path, meanings);
      return Optional.empty();
    }
    String meaning = meanings.first();
    seen.values().removeIf(s -> !s.meaning().equals(meaning));
    return Optional.of(coordinate(name, seen));
  }

  private static boolean isTwoWays(Findings quiet) {
    return quiet.list().stream().anyMatch(d -> d.code() == Code.AMBIGUOUS_PATH);
  }

  private static Coordinate coordinate(String name, SortedMap<String, Seen> seen) {
    var values = new TreeMap<String, RowExpr>();
    seen.forEach((model, s) -> values.put(model, s.value().expr()));
    List<Typed<RowExpr>> typed = seen.values().stream().map(Seen::value).toList();
    return new Coordinate(
        name,
        Rules.common(typed.stream().map(Typed::type).toList()).orElse(typed.getFirst().type()),
        typed.stream().anyMatch(Typed::nullable),
        values);
  }

  private Optional<Seen> look(String model, Path path, Findings findings) {
    int before = findings.errors();
    var rows =
        new RowTyper(
            scope,
            model,
            RowTyper.Position.QUERY,
            findings == metrics.findings ? metrics : new MetricTyper(scope, findings));
    Typed<RowExpr> value = rows.type(new Expr.Reference(path, path.span()));
    if (value.isUnknown() || findings.errors() > before) {
      return Optional.empty();
    }
    String meaning =
        rows.meanings().stream()
            .map(m -> scope.paths().identity(m.model(), m.field()))
            .findFirst()
            .orElse("");
    return Optional.of(new Seen(value, meaning));
  }

  private void several(Path path, SortedSet<String> meanings) {
    Diagnostic finding =
        Diagnostic.of(
            Code.DIFFERENT_FIELDS,
            metrics.findings.place(path.span()),
            "`"
                + path.text()
                + "` can be "
                + Findings.quoted(meanings)
                + ", depending on the model that it is seen from.");
    for (String meaning : meanings) {
      finding = finding.fix("Write `" + meaning + "`", meaning);
    }
    metrics.findings.add(finding);
  }
}
