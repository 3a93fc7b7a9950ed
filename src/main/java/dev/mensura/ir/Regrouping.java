package dev.mensura.ir;

import dev.mensura.model.Catalog;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What modifiers do to the groups that are asked for, seen from a leaf.
 *
 * @param base the leaf's model
 * @param time of its rows, if they have one
 */
public record Regrouping(String base, Optional<RowExpr> time, Catalog catalog) {

  /** The groups that are left and those that came to them. */
  public List<Query.Group> after(List<Grouping> groupings, List<Query.Group> groups) {
    var now = new ArrayList<>(groups);
    for (Grouping grouping : groupings) {
      switch (grouping) {
        case Grouping.Across across -> now.removeIf(group -> drops(across, group));
        case Grouping.Per per -> {
          for (Coordinate key : per.keys()) {
            if (now.stream().noneMatch(group -> same(key, group))) {
              now.add(group(key));
            }
          }
        }
      }
    }
    return List.copyOf(now);
  }

  /** The groups of a leaf, without the periods that its frame makes itself. */
  public List<Query.Group> periods(Leaf leaf, List<Query.Group> groups) {
    List<Query.Group> all = after(leaf.groupings(), groups);
    Set<Integer> made = made(leaf.frame(), all);
    return IntStream.range(0, all.size())
        .filter(g -> !made.contains(g))
        .mapToObj(all::get)
        .toList();
  }

  /**
   * A period inside of a stretch that a leaf's frame has moved that is told apart outside of the
   * stretch already, or twice in it: as a group it would be one with the other.
   */
  public Optional<Coordinate> repeated(Leaf leaf, List<Query.Group> groups) {
    long made = leaf.frame().moves().stream().filter(Frame.Move.Each.class::isInstance).count();
    var now = new ArrayList<>(groups);
    var periods = new ArrayList<Coordinate>();
    var again = new ArrayList<Boolean>();
    for (Grouping grouping : leaf.groupings()) {
      switch (grouping) {
        case Grouping.Across across -> now.removeIf(group -> drops(across, group));
        case Grouping.Per per -> {
          for (Coordinate key : per.keys()) {
            if (isTime(group(key))) {
              periods.add(key);
              again.add(now.stream().anyMatch(group -> same(key, group)));
            }
            now.add(group(key));
          }
        }
      }
    }
    for (int i = periods.size() - 1; i >= 0 && made > 0; i--, made--) {
      if (again.get(i)) {
        return Optional.of(periods.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Which groups are periods inside of a stretch that a frame has moved, and none that are shown.
   */
  public Set<Integer> made(Frame frame, List<Query.Group> groups) {
    long left = frame.moves().stream().filter(Frame.Move.Each.class::isInstance).count();
    var made = new TreeSet<Integer>();
    for (int g = groups.size() - 1; g >= 0 && made.size() < left; g--) {
      if (isTime(groups.get(g))) {
        made.add(g);
      }
    }
    return made;
  }

  /** Whether {@code across} leaves out a group. */
  public boolean drops(Grouping.Across across, Query.Group group) {
    boolean named = across.coordinates().stream().anyMatch(c -> same(c, group));
    return switch (across.which()) {
      case THESE -> named || across.time() && isTime(group);
      case ALL_BUT -> !named;
    };
  }

  /** Whether a group tells the leaf's own time apart. */
  public boolean isTime(Query.Group group) {
    RowExpr value = group.values().get(base);
    if (value == null || time.isEmpty()) {
      // Where the leaf has no such time, the others tell whether it is one.
      return group.values().values().stream().anyMatch(OwnTimes::isIn);
    }
    return !(role(value) instanceof Axis.Role.Other);
  }

  /** Whether a coordinate is the dimension that a group is. */
  public boolean same(Coordinate coordinate, Query.Group group) {
    if (coordinate.isSame(group.values())) {
      return true;
    }
    if (coordinate.isWholeTime()) {
      return isTime(group);
    }
    RowExpr one = coordinate.values().get(base);
    RowExpr other = group.values().get(base);
    if (one == null || other == null || time.isEmpty()) {
      return false;
    }
    Axis.Role role = role(one);
    return !(role instanceof Axis.Role.Other) && role.equals(role(other));
  }

  private Axis.Role role(RowExpr value) {
    RowExpr own = time.orElseThrow();
    return Axis.role(OwnTimes.replace(value, own), own, catalog);
  }

  /** The length of the leaf's own periods that a dimension tells apart, if it does. */
  public Optional<Grain> grain(SortedMap<String, RowExpr> values) {
    RowExpr value = values.get(base);
    return value != null && time.isPresent() && role(value) instanceof Axis.Role.Period period
        ? Optional.of(period.grain())
        : Optional.empty();
  }

  /** A key as a group. */
  public static Query.Group group(Coordinate key) {
    return new Query.Group(
        key.name(), key.type(), key.nullable(), key.values(), Unit.ANY, Optional.empty());
  }
}
