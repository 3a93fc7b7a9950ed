package dev.mensura.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The time at which a far row must hold for a join to find it: a stored field of the near row, or
 * of the one row that joins lead to from there.
 *
 * @param joins the names of those joins, in order; each is to-one
 * @param field of the row at their end
 */
public record Moment(List<String> joins, String field) {
  public Moment {
    joins = List.copyOf(joins);
  }

  /** The names as they are written, one after the other. */
  public List<String> path() {
    List<String> names = new ArrayList<>(joins);
    names.add(field);
    return names;
  }

  public String text() {
    return String.join(".", path());
  }
}
