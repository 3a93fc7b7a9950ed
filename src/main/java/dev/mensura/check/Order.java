package dev.mensura.check;

import dev.mensura.model.Field;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts declarations so that what a declaration may name comes before it. Names are only compared,
 * not resolved, so the order is a good one and no more: it keeps chains of a thousand metrics from
 * nesting a thousand checks.
 */
final class Order {
  private final Set<Key> keys;
  private final Declarations declarations;
  private final Map<String, List<Key>> computedFields = new HashMap<>();
  private final Set<Key> done = new LinkedHashSet<>();

  private Order(Set<Key> keys, Declarations declarations) {
    this.keys = keys;
    this.declarations = declarations;
    for (Key key : declarations.all().keySet()) {
      if (key instanceof Key.OfField f) {
        computedFields.computeIfAbsent(f.field(), x -> new ArrayList<>()).add(key);
      }
    }
  }

  static List<Key> of(Set<Key> keys, Declarations declarations) {
    var order = new Order(keys, declarations);
    // Models come first in the declarations, so their rows and fields are known early.
    for (Key key : declarations.inOrder(keys)) {
      order.visit(key);
    }
    return List.copyOf(order.done);
  }

  private record Visit(Key key, List<Key> named, int next) {}

  private void visit(Key start) {
    var open = new ArrayList<Visit>();
    var opened = new LinkedHashSet<Key>();
    enter(start, open, opened);
    while (!open.isEmpty()) {
      Visit visit = open.removeLast();
      if (visit.next() == visit.named().size()) {
        done.add(visit.key());
        continue;
      }
      open.add(new Visit(visit.key(), visit.named(), visit.next() + 1));
      enter(visit.named().get(visit.next()), open, opened);
    }
  }

  private void enter(Key key, List<Visit> open, Set<Key> opened) {
    if (keys.contains(key) && !done.contains(key) && opened.add(key)) {
      open.add(new Visit(key, named(key), 0));
    }
  }

  private List<Key> named(Key key) {
    Declared<?> declared = declarations.all().get(key);
    if (declared == null) {
      return List.of();
    }
    return switch (declared.declaration()) {
      case Declaration.Metric m when key instanceof Key.OfFamily -> List.of();
      case Declaration.Metric m -> named(m.body());
      case Field f when f.content() instanceof Field.Content.Computed c -> named(c.expression());
      default -> List.of();
    };
  }

  private List<Key> named(Expr expr) {
    var named = new ArrayList<Key>();
    for (Name called : References.calls(expr)) {
      named.add(new Key.OfMetric(called.text()));
    }
    for (Path path : References.all(expr)) {
      if (path.isSimple()) {
        named.add(new Key.OfMetric(path.text()));
      }
      for (Name name : path.names()) {
        named.addAll(computedFields.getOrDefault(name.text(), List.of()));
      }
    }
    return named;
  }
}
