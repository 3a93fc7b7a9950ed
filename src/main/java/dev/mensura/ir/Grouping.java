package dev.mensura.ir;

import java.util.List;
import java.util.stream.Stream;

/** What a modifier does to the groups that a value is told apart by. */
public sealed interface Grouping {
  /** As it is written. */
  String text();

  /**
   * {@code across plan}: fewer of them.
   *
   * @param coordinates those that are left out, or those that alone are kept
   * @param time whether the metric's own time is left out too: what is read then is the whole of
   *     the query's time, and no period of it
   */
  record Across(Which which, List<Coordinate> coordinates, boolean time) implements Grouping {
    public Across {
      coordinates = List.copyOf(coordinates);
    }

    @Override
    public String text() {
      if (which == Which.ALL_BUT) {
        return coordinates.isEmpty() ? "across all" : "across all except " + names(coordinates, "");
      }
      return "across " + names(coordinates, time ? "time" : "");
    }
  }

  /** What the coordinates of {@code across} are. */
  enum Which {
    /** The ones that are left out. */
    THESE,
    /** The ones that are kept: {@code across all} has none of them. */
    ALL_BUT
  }

  /** {@code per customer}: more of them, inside an aggregate of values. */
  record Per(List<Coordinate> keys) implements Grouping {
    public Per {
      keys = List.copyOf(keys);
    }

    @Override
    public String text() {
      return "per " + names(keys, "");
    }
  }

  private static String names(List<Coordinate> coordinates, String time) {
    List<String> names =
        Stream.concat(coordinates.stream().map(Coordinate::name), Stream.of(time))
            .filter(n -> !n.isEmpty())
            .toList();
    return names.size() == 1 ? names.getFirst() : "(" + String.join(", ", names) + ")";
  }
}
