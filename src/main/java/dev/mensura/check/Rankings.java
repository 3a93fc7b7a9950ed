package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.RowExpr;
import dev.mensura.syntax.ast.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Types {@code customer in (top 10 by revenue)}. */
final class Rankings {
  private final MetricTyper metrics;
  private final Findings findings;

  Rankings(MetricTyper metrics) {
    this.metrics = metrics;
    this.findings = metrics.findings;
  }

  /** The rankings in an expression, those inside of others aside. */
  static List<RowExpr.Ranked> in(RowExpr expression) {
    var found = new ArrayList<RowExpr.Ranked>();
    var open = new ArrayDeque<>(List.of(expression));
    while (!open.isEmpty()) {
      RowExpr next = open.pop();
      if (next instanceof RowExpr.Ranked ranked) {
        found.add(ranked);
      }
      next.operands().forEach(open::push);
    }
    return found;
  }

  /** The test of a row of {@code base}; none after saying what is wrong. */
  Optional<RowExpr.Ranked> of(
      String base, Expr.In in, Expr.Set.Ranked ranked, Ranking.Scope scope) {
    if (!(in.value() instanceof Expr.Reference reference)) {
      return bad(in, "`%s` is no path; what is ranked is a field or a join.", in.value());
    }
    if (ranked.count() < 1) {
      return bad(in, "`%s` takes at least one.", ranked.span());
    }
    int before = findings.errors();
    Typed<MetricExpr> by = metrics.type(ranked.by());
    if (by.isUnknown() || findings.errors() > before) {
      return Optional.empty();
    }
    SortedSet<String> bases = metrics.bases(by.expr());
    if (bases.isEmpty()) {
      return bad(in, "`%s` reads no rows, so it ranks nothing.", ranked.by());
    }
    SortedSet<String> asked = new TreeSet<>(bases);
    asked.add(base);
    Optional<List<Coordinates.Found>> found = new Coordinates(metrics).of(reference.path(), asked);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Coordinate> of = found.get().stream().map(Coordinates.Found::coordinate).toList();
    if (of.stream().flatMap(c -> c.values().values().stream()).anyMatch(OwnTimes::isIn)) {
      return bad(
          in, "`%s` is a period of the metric's own time, and values are ranked.", in.value());
    }
    for (String each : asked) {
      for (Coordinates.Found part : found.get()) {
        if (!part.coordinate().values().containsKey(each)) {
          // Says why, as it does wherever the path stands.
          new Filters(metrics.scope(), metrics, RowTyper.Position.QUERY)
              .values(part.path(), new TreeSet<>(List.of(each)));
          return findings.errors() > before
              ? Optional.empty()
              : bad(in, "`%s` is not reached from `" + each + "`.", in.value());
        }
      }
    }
    Ranking.End end = ranked.edge() == Expr.Edge.LAST ? Ranking.End.TOP : Ranking.End.BOTTOM;
    var ranking = new Ranking(of, by.expr(), end, ranked.count(), scope);
    List<RowExpr> values = new ArrayList<>();
    for (Coordinate coordinate : of) {
      values.add(java.util.Objects.requireNonNull(coordinate.values().get(base)));
    }
    return Optional.of(new RowExpr.Ranked(values, ranking));
  }

  private Optional<RowExpr.Ranked> bad(Expr.In in, String message, Expr of) {
    return bad(in, message, of.span());
  }

  private Optional<RowExpr.Ranked> bad(Expr.In in, String message, dev.mensura.source.Span of) {
    findings.add(Code.BAD_RANKING, in.span(), message.formatted(metrics.shortText(of)));
    return Optional.empty();
  }
}
