package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Mark;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/** Types {@code at last day per account}: only the rows of the last time count. */
final class EdgeTimes {
  private final MetricTyper typer;

  EdgeTimes(MetricTyper typer) {
    this.typer = typer;
  }

  Typed<MetricExpr> type(Expr.Modified modified, Modifier.AtEdge edge) {
    Typed<MetricExpr> value = typer.type(modified.value());
    if (value.isUnknown()) {
      return typer.unknown();
    }
    SortedSet<String> bases = typer.bases(value.expr());
    if (bases.isEmpty()) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          edge.span(),
          "`"
              + typer.shortText(modified.value().span())
              + "` reads no rows, so none of them is the last.");
    }
    if (Marks.allMarked(value.expr(), typer::known)) {
      typer.findings.add(
          Diagnostic.of(
                  Code.DEAD_MODIFIER,
                  typer.findings.place(edge.span()),
                  "`"
                      + typer.shortText(modified.value().span())
                      + "` reads the rows of a last or first time already, so `"
                      + typer.shortText(edge.span())
                      + "` changes nothing.")
              .note("The inner one counts; the same metric without it takes this one."));
      return typer.unknown();
    }
    var times = new TreeMap<String, RowExpr>();
    var keys = new TreeMap<String, List<RowExpr>>();
    for (String base : bases) {
      Optional<RowExpr> time = time(base, edge.time());
      if (time.isEmpty()) {
        return typer.unknown();
      }
      times.put(base, time.get());
      var all = new ArrayList<RowExpr>();
      for (Path path : edge.per()) {
        List<RowExpr> found = key(base, path);
        if (found.isEmpty()) {
          return typer.unknown();
        }
        found.stream().filter(f -> !all.contains(f)).forEach(all::add);
      }
      keys.put(base, all);
    }
    Mark.Edge which = edge.edge() == Expr.Edge.LAST ? Mark.Edge.LAST : Mark.Edge.FIRST;
    return new Typed<>(
        new MetricExpr.Marked(value.expr(), which, times, keys),
        value.type(),
        value.nullable(),
        value.unit());
  }

  private Optional<RowExpr> time(String base, Path path) {
    Optional<Typed<RowExpr>> time = field(base, path);
    if (time.isPresent() && !time.get().type().isTemporal()) {
      typer.findings.add(
          Code.TYPE_MISMATCH,
          path.span(),
          "`"
              + path.text()
              + "` is "
              + Article.a(time.get().type())
              + "; rows have a last one of a time.");
      return Optional.empty();
    }
    return time.map(Typed::expr);
  }

  /** A field, the period of a time, or for a join what its rows are told apart by. */
  private List<RowExpr> key(String base, Path path) {
    int before = typer.findings.errors();
    Target target = typer.scope().paths().resolve(base, path, typer.findings);
    if (typer.findings.errors() > before) {
      return List.of();
    }
    if (!(target instanceof Target.OfRow row)) {
      return field(base, path).map(Typed::expr).stream().toList();
    }
    JoinPath at = row.path();
    List<String> names = typer.scope().catalog().get(at.target()).primaryKey();
    if (names.isEmpty() || !at.isToOne()) {
      typer.findings.add(
          names.isEmpty() ? Code.NEEDS_PRIMARY_KEY : Code.TO_MANY_VALUE,
          path.span(),
          names.isEmpty()
              ? "`%s` has no `primary_key` that tells its rows apart.".formatted(at.target())
              : "A row of `%s` meets many rows of `%s`.".formatted(base, at.target()));
      return List.of();
    }
    return names.stream()
        .flatMap(name -> typer.scope().field(at.target(), name).stream())
        .map(field -> Rebase.at(at, field))
        .toList();
  }

  /** The value of a field that each row of the base has one of. */
  private Optional<Typed<RowExpr>> field(String base, Path path) {
    int before = typer.findings.errors();
    var rows = new RowTyper(typer.scope(), base, RowTyper.Position.FILTER, typer);
    Typed<RowExpr> typed = rows.type(new Expr.Reference(path, path.span()));
    if (typer.findings.errors() > before || typed.isUnknown()) {
      return Optional.empty();
    }
    if (typed.subject().isEmpty()) {
      typer.findings.add(
          Code.TYPE_MISMATCH,
          path.span(),
          "`" + path.text() + "` is no field of the rows of `" + base + "`.");
      return Optional.empty();
    }
    if (typed.subject().get().reach() == Typed.Reach.MANY) {
      typer.findings.add(
          Code.TO_MANY_VALUE,
          path.span(),
          "A row of `%s` meets many values of `%s`.".formatted(base, path.text()));
      return Optional.empty();
    }
    return Optional.of(typed);
  }
}
