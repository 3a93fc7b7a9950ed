package dev.mensura.check;

import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the body of a family sees while no metric is given for some of its parameters.
 *
 * @param open the names of these
 */
record OpenScope(Scope scope, Set<String> open) implements Scope {
  @Override
  public Catalog catalog() {
    return scope.catalog();
  }

  @Override
  public Paths paths() {
    return scope.paths();
  }

  /** Of an open parameter nothing is known, and that is no mistake. */
  @Override
  public Seen metric(String name) {
    return open.contains(name) ? new Seen.Broken() : scope.metric(name);
  }

  @Override
  public Callee family(String name) {
    return scope.family(name);
  }

  @Override
  public OfFamily member(Family family, List<Optional<Argument>> given) {
    return scope.member(family, given);
  }

  @Override
  public Collection<String> metricNames() {
    return scope.metricNames();
  }

  @Override
  public Optional<RowExpr> field(String model, String field) {
    return scope.field(model, field);
  }

  @Override
  public Optional<RowExpr> time(String model) {
    return scope.time(model);
  }
}
