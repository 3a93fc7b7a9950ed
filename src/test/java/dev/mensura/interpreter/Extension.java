package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.model.Edge;
import dev.mensura.model.KeyField;
import dev.mensura.model.KeyPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A row of a base model and one far row for each path, none where the path leads nowhere: a row of
 * the LEFT joins along these paths.
 */
record Extension(Row base, Map<List<Edge>, Optional<Row>> far) {

  Optional<Row> at(JoinPath path) {
    Optional<Row> row = far.get(path.edges());
    if (row == null) {
      throw new IllegalStateException("path not walked: " + path);
    }
    return row;
  }

  private Extension with(List<Edge> walked, Optional<Row> row) {
    var more = new HashMap<>(far);
    more.put(walked, row);
    return new Extension(base, more);
  }

  /** Every extension of a row along these paths; each beginning of a path is one far row. */
  static List<Extension> of(Row base, Collection<JoinPath> paths, World world) {
    List<Extension> all = List.of(new Extension(base, Map.of(List.of(), Optional.of(base))));
    for (List<Edge> walk : beginnings(paths)) {
      var longer = new ArrayList<Extension>();
      for (Extension extension : all) {
        List<Row> found = step(extension, walk, world);
        if (found.isEmpty()) {
          longer.add(extension.with(walk, Optional.empty()));
        }
        found.forEach(row -> longer.add(extension.with(walk, Optional.of(row))));
      }
      all = longer;
    }
    return all;
  }

  private static Collection<List<Edge>> beginnings(Collection<JoinPath> paths) {
    var walks =
        new TreeSet<List<Edge>>(
            Comparator.comparing((List<Edge> walk) -> walk.size()).thenComparing(List::toString));
    for (JoinPath path : paths) {
      for (int length = 1; length <= path.edges().size(); length++) {
        walks.add(path.edges().subList(0, length));
      }
    }
    return walks;
  }

  private static List<Row> step(Extension extension, List<Edge> walk, World world) {
    Edge edge = walk.getLast();
    Optional<Row> near = extension.far.get(walk.subList(0, walk.size() - 1));
    if (near == null || near.isEmpty()) {
      return List.of();
    }
    Row from = near.get();
    return world.rows(edge.to()).stream().filter(to -> joined(from, to, edge, world)).toList();
  }

  private static boolean joined(Row from, Row to, Edge edge, World world) {
    for (KeyPair key : edge.keys()) {
      Object near = keyValue(from, key.near(), world);
      Object far = keyValue(to, key.far(), world);
      if (!Boolean.TRUE.equals(Values.equal(near, far))) {
        return false;
      }
    }
    return new Held(world).meet(from, to, edge);
  }

  private static Object keyValue(Row row, KeyField key, World world) {
    Object stored = row.value(key.field());
    Object value = Values.as(world.field(row.model(), key.field()).type(), stored);
    return key.grain().map(grain -> Times.truncate(value, grain)).orElse(value);
  }
}
