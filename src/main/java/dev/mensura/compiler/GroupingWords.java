package dev.mensura.compiler;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Grouping;
import java.util.ArrayList;
import java.util.List;

/** What {@code across} leaves out, in words. */
final class GroupingWords {
  private GroupingWords() {}

  /** {@code all plans together}. */
  static String across(Grouping.Across across) {
    List<String> names =
        new ArrayList<>(across.coordinates().stream().map(Coordinate::name).toList());
    return switch (across.which()) {
      case THESE -> {
        if (across.time()) {
          names.add("time");
        }
        yield "all of " + Phrase.listed(names) + " together";
      }
      case ALL_BUT ->
          names.isEmpty()
              ? "all groups together"
              : "all groups but those of " + Phrase.listed(names) + " together";
    };
  }
}
