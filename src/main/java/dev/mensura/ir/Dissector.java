package dev.mensura.ir;

import dev.mensura.type.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes reduced metrics apart. */
final class Dissector {
  /** The shape of a metric that is nothing but an aggregate. */
  static final String ONE_PART = part(0).text();

  private final List<Value> values;
  private final java.util.function.Function<Leaf, Dissection.Part> part;
  private final Map<Integer, Digest> shapes = new HashMap<>();
  private final List<Dissection.Part> parts = new ArrayList<>();

  /**
   * @param values of a reduction
   */
  Dissector(List<Value> values, java.util.function.Function<Leaf, Dissection.Part> part) {
    this.values = values;
    this.part = part;
  }

  /** Works through a list of its own, so that no metric is too deep for the stack. */
  Dissection dissect(int root) {
    Deque<Integer> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      int id = open.peek();
      List<Integer> missing =
          values.get(id).parts().stream().filter(o -> !shapes.containsKey(o)).toList();
      if (missing.isEmpty()) {
        open.pop();
        shapes.computeIfAbsent(id, x -> shape(values.get(id)));
      } else {
        missing.reversed().forEach(open::push);
      }
    }
    return new Dissection(shape(root).text(), parts);
  }

  private Digest shape(int id) {
    return Objects.requireNonNull(shapes.get(id));
  }

  private Digest shape(Value value) {
    return switch (value) {
      case Value.OfLeaf leaf -> {
        parts.add(part.apply(leaf.leaf()));
        yield part(parts.size() - 1);
      }
      case Value.Constant c -> Meaning.Constant.of(c.value()).digest();
      case Value.Call call ->
          Digest.of(
              call.function() == Function.CAST ? "cast " + call.type() : call.function().name(),
              call.operands().stream().map(this::shape).toList());
      case Value.OfDetail detail ->
          Digest.of(
              "detail " + Fingerprints.detail(detail),
              detail.parts().stream().map(this::shape).toList());
      case Value.Filled filled ->
          Digest.of("fill " + filled.filler(), List.of(shape(filled.operand())));
    };
  }

  private static Digest part(int index) {
    return Digest.of("part " + index);
  }
}
