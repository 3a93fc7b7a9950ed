package dev.mensura.check;

import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the paths and calls in an expression, in the order in which they are written. */
final class References {
  /** How far to look. */
  enum Depth {
    /** Not into aggregates, SQL and modifiers, which open a scope of their own. */
    OWN,
    ALL
  }

  private final Depth depth;
  private final Consumer<Path> paths;
  private final Consumer<Expr> scopes;
  private final Consumer<Name> calls;

  private References(Depth depth, Consumer<Path> paths, Consumer<Expr> scopes) {
    this(depth, paths, scopes, n -> {});
  }

  private References(
      Depth depth, Consumer<Path> paths, Consumer<Expr> scopes, Consumer<Name> calls) {
    this.calls = calls;
    this.depth = depth;
    this.paths = paths;
    this.scopes = scopes;
  }

  /** The paths of an expression's own scope. */
  static List<Path> own(Expr expr) {
    var found = new ArrayList<Path>();
    new References(Depth.OWN, found::add, e -> {}).visit(expr);
    return found;
  }

  /** All paths, those in aggregates and modifiers included. */
  static List<Path> all(Expr expr) {
    var found = new ArrayList<Path>();
    new References(Depth.ALL, found::add, e -> {}).visit(expr);
    return found;
  }

  /** The names of what is called, in aggregates and modifiers too. */
  static List<Name> calls(Expr expr) {
    var found = new ArrayList<Name>();
    new References(Depth.ALL, p -> {}, e -> {}, found::add).visit(expr);
    return found;
  }

  /** The first aggregate, SQL or modified expression in an expression's own scope. */
  static Optional<Expr> firstScope(Expr expr) {
    var found = new ArrayList<Expr>();
    new References(Depth.OWN, p -> {}, found::add).visit(expr);
    return found.stream().findFirst();
  }

  private void visit(Optional<Expr> expr) {
    expr.ifPresent(this::visit);
  }

  private void visit(List<Expr> exprs) {
    exprs.forEach(this::visit);
  }

  private void visit(Expr expr) {
    switch (expr) {
      case Expr.Reference r -> paths.accept(r.path());
      case Expr.Aggregated a -> enter(a, () -> aggregated(a));
      case Expr.Sql s -> scopes.accept(s);
      case Expr.Call c -> {
        calls.accept(c.name());
        c.arguments().forEach(a -> visit(a.values()));
      }
      case Expr.Cast c -> visit(c.value());
      case Expr.Case c -> {
        visit(c.operand());
        for (Expr.Branch branch : c.branches()) {
          visit(branch.when());
          visit(branch.then());
        }
        visit(c.otherwise());
      }
      case Expr.Negate n -> visit(n.value());
      case Expr.Not n -> visit(n.value());
      case Expr.Binary b -> {
        visit(b.left());
        visit(b.right());
      }
      case Expr.Between b -> visit(List.of(b.value(), b.low(), b.high()));
      case Expr.Like l -> visit(List.of(l.value(), l.pattern()));
      case Expr.IsNull i -> visit(i.value());
      case Expr.In i -> {
        visit(i.value());
        set(i.set());
      }
      case Expr.Modified m ->
          enter(
              m,
              () -> {
                visit(m.value());
                modifier(m.modifier());
              });
      case Expr.Number n -> {}
      case Expr.Text t -> {}
      case Expr.Bool b -> {}
      case Expr.Null n -> {}
      case Expr.Time t -> {}
      case Expr.FiscalTime t -> {}
      case Expr.Period p -> {}
    }
  }

  private void enter(Expr expr, Runnable inside) {
    scopes.accept(expr);
    if (depth == Depth.ALL) {
      inside.run();
    }
  }

  private void aggregated(Expr.Aggregated aggregated) {
    visit(aggregated.arguments());
    aggregated.per().forEach(paths);
    visit(aggregated.having());
  }

  private void set(Expr.Set set) {
    switch (set) {
      case Expr.Set.Values v -> visit(v.values());
      case Expr.Set.Ranked r -> visit(r.by());
      case Expr.Set.Last l -> visit(l.length());
      case Expr.Set.This t -> {}
      case Expr.Set.During d -> {}
    }
  }

  private void modifier(Modifier modifier) {
    switch (modifier) {
      case Modifier.Where w -> visit(w.predicate());
      case Modifier.Dated d -> paths.accept(d.field());
      case Modifier.Default d -> visit(d.value());
      case Modifier.OverLast o -> visit(o.length());
      case Modifier.Ago a -> visit(a.length());
      case Modifier.AtEdge a -> {
        paths.accept(a.time());
        a.per().forEach(paths);
      }
      case Modifier.Across a -> a.paths().forEach(paths);
      case Modifier.Fill f -> visit(f.value());
      case Modifier.Per p -> p.keys().forEach(paths);
      case Modifier.ToDate t -> {}
      case Modifier.AllTime a -> {}
      case Modifier.AtStart a -> {}
    }
  }
}
