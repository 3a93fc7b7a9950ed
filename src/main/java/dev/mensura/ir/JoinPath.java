package dev.mensura.ir;

import dev.mensura.model.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A walk along joins. One path is one far row: whatever speaks of a path in one context speaks of
 * the same row.
 *
 * @param base the model it starts at
 * @param edges the joins, in order; none for the row itself
 */
public record JoinPath(String base, List<Edge> edges) {
  public JoinPath {
    edges = List.copyOf(edges);
    String at = base;
    for (Edge edge : edges) {
      if (!edge.from().equals(at)) {
        throw new IllegalArgumentException("no walk: " + base + " " + edges);
      }
      at = edge.to();
    }
  }

  public static JoinPath at(String base) {
    return new JoinPath(base, List.of());
  }

  public JoinPath then(Edge edge) {
    var longer = new ArrayList<>(edges);
    longer.add(edge);
    return new JoinPath(base, longer);
  }

  /** This walk, and then {@code next}, which starts where this one ends. */
  public JoinPath then(JoinPath next) {
    var longer = new ArrayList<>(edges);
    longer.addAll(next.edges);
    return new JoinPath(base, longer);
  }

  /** The model at its end. */
  public String target() {
    return edges.isEmpty() ? base : edges.getLast().to();
  }

  public boolean isEmpty() {
    return edges.isEmpty();
  }

  /** Whether a row of the base meets at most one row at the end. */
  public boolean isToOne() {
    return edges.stream().allMatch(Edge::isToOne);
  }

  /** The names of the joins with dots; empty for the row itself. */
  public String text() {
    return edges.stream().map(Edge::name).collect(Collectors.joining("."));
  }
}
