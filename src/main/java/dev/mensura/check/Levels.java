package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.MetricExpr;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Types what changes the groups that a metric is told apart by. */
final class Levels {
  private final MetricTyper typer;
  private final Coordinates coordinates;

  Levels(MetricTyper typer) {
    this.typer = typer;
    this.coordinates = new Coordinates(typer);
  }

  Typed<MetricExpr> across(Expr.Modified modified, Modifier.Across across) {
    Typed<MetricExpr> value = typer.type(modified.value());
    if (value.isUnknown()) {
      return typer.unknown();
    }
    SortedSet<String> bases = typer.bases(value.expr());
    if (bases.isEmpty()) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          across.span(),
          "`"
              + typer.shortText(modified.value().span())
              + "` reads no rows, so it is the same in all groups.");
    }
    return left(across, bases)
        .<Typed<MetricExpr>>map(left ->
            new Typed<>(
                new MetricExpr.Across(value.expr(), left),
                value.type(),
                value.nullable(),
                value.unit()))
        .orElseGet(typer::unknown);
  }

  /** {@code (views per listing)} where a metric is needed: one value for each key, and no one. */
  Typed<MetricExpr> per(Expr.Modified modified, Modifier.Per per) {
    Typed<MetricExpr> value = typer.type(modified.value());
    if (value.isUnknown()) {
      return typer.unknown();
    }
    typer.findings.add(
        Diagnostic.of(
                Code.NEEDS_AGGREGATE,
                typer.findings.place(per.span()),
                "`"
                    + typer.shortText(modified.span())
                    + "` has a value for each key; an aggregate makes one of them.")
            .note("For example `avg (… " + typer.shortText(per.span()) + ")`."));
    return typer.unknown();
  }

  private Optional<Grouping.Across> left(Modifier.Across across, SortedSet<String> bases) {
    var named = new ArrayList<Coordinate>();
    boolean time = false;
    for (Path path : across.paths()) {
      if (coordinates.isTime(path, bases)) {
        time = true;
        continue;
      }
      Optional<List<Coordinates.Found>> found = coordinates.of(path, bases);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      found.get().forEach(f -> named.add(f.coordinate()));
    }
    return Optional.of(
        switch (across.scope()) {
          case ALL -> new Grouping.Across(Grouping.Which.ALL_BUT, List.of(), true);
          case ONLY -> new Grouping.Across(Grouping.Which.THESE, named, time);
          case ALL_EXCEPT -> {
            if (time) {
              named.add(coordinates.time());
            }
            boolean keepsTime = named.stream().anyMatch(Coordinate::isTime);
            yield new Grouping.Across(Grouping.Which.ALL_BUT, named, !keepsTime);
          }
        });
  }
}
