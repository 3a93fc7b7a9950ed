package dev.mensura.check;

import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.ast.QueryBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the values that a condition on metrics compares: the metrics that it names, and what it
 * makes of them. They are what whoever reads that it fails wants to see.
 */
final class ConditionParts {
  private final Findings findings;
  private final Map<String, Expr> parts = new LinkedHashMap<>();

  ConditionParts(Findings findings) {
    this.findings = findings;
  }

  /** An item of a query for each, named so that no dimension has its name. */
  List<QueryBody.Item> items(Expr condition, List<QueryBody.Dimension> by) {
    condition(condition);
    Set<String> taken = new HashSet<>();
    for (QueryBody.Dimension dimension : by) {
      taken.add(dimension.alias().map(Name::text).orElse(dimension.path().last().text()));
      taken.add(dimension.path().text());
    }
    var items = new ArrayList<QueryBody.Item>();
    parts.forEach((text, part) -> {
      Optional<Name> alias =
          taken.contains(text)
              ? Optional.of(new Name(text + " (value)", part.span()))
              : Optional.empty();
      items.add(new QueryBody.Item(part, alias, part.span()));
    });
    return items;
  }

  private void condition(Expr expr) {
    switch (expr) {
      case Expr.Not n -> condition(n.value());
      case Expr.Binary b when b.operator().isLogical() -> {
        condition(b.left());
        condition(b.right());
      }
      case Expr.Binary b when b.operator().isComparison() -> {
        operand(b.left());
        operand(b.right());
      }
      case Expr.Between b -> {
        operand(b.value());
        operand(b.low());
        operand(b.high());
      }
      case Expr.Like l -> {
        operand(l.value());
        operand(l.pattern());
      }
      case Expr.IsNull i -> operand(i.value());
      case Expr.In i -> {
        operand(i.value());
        if (i.set() instanceof Expr.Set.Values values) {
          values.values().forEach(this::operand);
        }
      }
      default -> operand(expr);
    }
  }

  private void operand(Expr expr) {
    boolean reads = !References.own(expr).isEmpty() || References.firstScope(expr).isPresent();
    if (!reads) {
      return;
    }
    if (!(expr instanceof Expr.Reference)) {
      for (Path path : References.own(expr)) {
        if (path.isSimple()) {
          add(path.span(), new Expr.Reference(path, path.span()));
        }
      }
    }
    add(expr.span(), expr);
  }

  private void add(Span span, Expr part) {
    String name =
        part instanceof Expr.Reference r ? r.path().text() : Labels.of(findings.text(span));
    parts.putIfAbsent(name, part);
  }
}
