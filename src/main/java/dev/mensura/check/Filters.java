package dev.mensura.check;

import dev.mensura.check.sql.FilterReasoner;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.RowExpr;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Types what is said of the rows of several base models at once. */
final class Filters {
  private final Scope scope;
  private final MetricTyper typer;
  private final RowTyper.Position position;
  private final Findings findings;

  Filters(Scope scope, MetricTyper typer, RowTyper.Position position) {
    this.scope = scope;
    this.typer = typer;
    this.position = position;
    this.findings = typer.findings;
  }

  /**
   * A predicate, typed for each base model.
   *
   * @param ownTimeOnly whether it speaks of the metrics' own time and of nothing else
   */
  record Filter(SortedMap<String, RowExpr> predicates, boolean ownTimeOnly) {}

  /** A condition on rows of all these models; none after saying what is wrong with it. */
  Optional<Filter> type(Expr predicate, SortedSet<String> bases) {
    var predicates = new TreeMap<String, RowExpr>();
    var shared = new Shared();
    boolean ownTimeOnly = true;
    for (String base : bases) {
      int before = findings.errors();
      var rows = new RowTyper(scope, base, position, typer);
      Typed<RowExpr> typed = rows.condition(predicate);
      if (typed.isUnknown() || findings.errors() > before) {
        return Optional.empty();
      }
      shared.add(base, rows);
      if (rows.manyReferences() > 0 && !countsOnce(base, predicate.span())) {
        return Optional.empty();
      }
      judge(predicate, typed.expr());
      ownTimeOnly &= rows.readsOwnTimeOnly();
      predicates.put(base, typed.expr());
    }
    return shared.agree() ? Optional.of(new Filter(predicates, ownTimeOnly)) : Optional.empty();
  }

  /** The values of a dimension for all these models; none after saying what is wrong with it. */
  Optional<SortedMap<String, Typed<RowExpr>>> values(Path path, SortedSet<String> bases) {
    var values = new TreeMap<String, Typed<RowExpr>>();
    var shared = new Shared();
    for (String base : bases) {
      int before = findings.errors();
      var rows = new RowTyper(scope, base, position, typer);
      Typed<RowExpr> typed = rows.type(new Expr.Reference(path, path.span()));
      if (typed.isUnknown() || findings.errors() > before) {
        return Optional.empty();
      }
      shared.add(base, rows);
      if (rows.manyReferences() > 0 && !countsOnce(base, path.span())) {
        return Optional.empty();
      }
      values.put(base, typed);
    }
    return shared.agree() ? Optional.of(values) : Optional.empty();
  }

  private boolean countsOnce(String base, Span span) {
    if (!scope.catalog().get(base).primaryKey().isEmpty()) {
      return true;
    }
    findings.add(
        Code.NEEDS_PRIMARY_KEY,
        span,
        "A row of `"
            + base
            + "` meets many rows here; counting it once needs a `primary_key`, which `"
            + base
            + "` does not declare.");
    return false;
  }

  private void judge(Expr predicate, RowExpr typed) {
    switch (FilterReasoner.judge(typed, scope.catalog())) {
      case NEVER ->
          findings.add(
              Code.FILTER_NEVER_HOLDS,
              predicate.span(),
              "`" + typer.shortText(predicate.span()) + "` never holds, so no row is left.");
      case ALWAYS ->
          findings.add(
              Code.FILTER_ALWAYS_HOLDS,
              predicate.span(),
              "`" + typer.shortText(predicate.span()) + "` always holds, so it filters nothing.");
      case DEPENDS -> {}
    }
  }

  /** Sees to it that a path means one field, whichever base model it is seen from. */
  private final class Shared {
    private final Map<Path, RowTyper.Meaning> first = new HashMap<>();
    private final Map<Path, String> seenFrom = new HashMap<>();
    private boolean agree = true;

    void add(String base, RowTyper rows) {
      for (RowTyper.Meaning meaning : rows.meanings()) {
        RowTyper.Meaning other = first.putIfAbsent(meaning.path(), meaning);
        seenFrom.putIfAbsent(meaning.path(), base);
        if (other != null && !same(other, meaning)) {
          differ(other, meaning, base);
        }
      }
    }

    boolean agree() {
      return agree;
    }

    private void differ(RowTyper.Meaning one, RowTyper.Meaning two, String base) {
      agree = false;
      String a = one.model() + "." + one.field().name();
      String b = two.model() + "." + two.field().name();
      findings.add(
          Diagnostic.of(
                  Code.DIFFERENT_FIELDS,
                  findings.place(one.path().span()),
                  "`"
                      + one.path().text()
                      + "` means `"
                      + a
                      + "` for metrics of `"
                      + seenFrom.get(one.path())
                      + "` and `"
                      + b
                      + "` for metrics of `"
                      + base
                      + "`.")
              .note(
                  "A path such as `"
                      + a
                      + "` names one; `same_as: "
                      + a
                      + "` in the model says that both are the same.")
              .related(one.field().place(), "`" + a + "`")
              .related(two.field().place(), "`" + b + "`"));
    }
  }

  private boolean same(RowTyper.Meaning one, RowTyper.Meaning two) {
    Paths paths = scope.paths();
    return paths
        .identity(one.model(), one.field())
        .equals(paths.identity(two.model(), two.field()));
  }
}
