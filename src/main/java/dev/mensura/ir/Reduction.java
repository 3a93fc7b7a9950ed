package dev.mensura.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Values and what they are made of: a graph in which equal values are one, so that a chain in which
 * each metric uses the one before twice has as many values as metrics.
 *
 * @param values by id; the operands of a value have smaller ids than it
 * @param roots the ids of the expressions that were reduced, in their order
 * @param names for values that are the whole of a metric, nothing added, the metric's name; of
 *     several, the one met first
 */
public record Reduction(List<Value> values, List<Integer> roots, Map<Integer, String> names) {
  public Reduction {
    values = List.copyOf(values);
    roots = List.copyOf(roots);
    names = Map.copyOf(names);
  }

  /** The same, but some values are taken as they are filled: what they are made of isn't asked. */
  public Reduction filled(Collection<Integer> ids, Optional<MetricExpr.Constant> with) {
    var now = new ArrayList<>(values);
    for (int id : ids) {
      Value value = values.get(id);
      now.set(id, new Value.Filled(id, with, value.type(), value.nullable()));
    }
    return new Reduction(now, roots, names);
  }

  public Value value(int id) {
    return values.get(id);
  }

  /** The leaves, with the ids of their values, in the order of the ids. */
  public Map<Leaf, Integer> leaves() {
    var leaves = new LinkedHashMap<Leaf, Integer>();
    for (int id = 0; id < values.size(); id++) {
      if (values.get(id) instanceof Value.OfLeaf v) {
        leaves.put(v.leaf(), id);
      }
    }
    return leaves;
  }

  /** The leaves that some values are made of, in the order of their ids. */
  public List<Leaf> leaves(Collection<Integer> of) {
    var seen = new TreeSet<Integer>(of);
    var open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      value(open.pop()).parts().stream().filter(seen::add).forEach(open::push);
    }
    var leaves = new ArrayList<Leaf>();
    for (int id : seen) {
      if (value(id) instanceof Value.OfLeaf leaf) {
        leaves.add(leaf.leaf());
      }
    }
    return leaves;
  }

  /** The metric that a value is the whole of. */
  public Optional<String> name(int id) {
    return Optional.ofNullable(names.get(id));
  }

  /** Values that are told once, by content. */
  static final class Interned {
    private final Map<Value, Integer> ids = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final int limit;

    Interned(int limit) {
      this.limit = limit;
    }

    /** The id of a value; none if it would be one too many. */
    OptionalInt id(Value value) {
      Integer known = ids.get(value);
      if (known != null) {
        return OptionalInt.of(known);
      }
      if (values.size() == limit) {
        return OptionalInt.empty();
      }
      ids.put(value, values.size());
      values.add(value);
      return OptionalInt.of(values.size() - 1);
    }

    List<Value> values() {
      return values;
    }
  }
}
