package dev.mensura.cli;

import dev.mensura.compare.Difference;
import dev.mensura.compare.Difference.Subject;
import dev.mensura.compare.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two texts of a definition, line by line: what both have, what is gone, what is new. */
final class DefinitionDiff {
  /** Definitions of more lines are shown one after the other. */
  private static final int MOST_LINES = 500;

  private DefinitionDiff() {}

  /** A line, and which text has it. */
  record Line(Side side, String text) {
    /** {@code - } before a line that is gone. */
    String signed() {
      return side.sign + text;
    }
  }

  /** Which text has a line. */
  enum Side {
    BOTH("  "),
    OLD("- "),
    NEW("+ ");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  /** The lines of both definitions; none where they tell no more than the reason. */
  static List<Line> of(Difference d) {
    boolean told =
        d.kind() == Kind.DOCUMENTATION
            || d.kind() == Kind.RENAMED
            || d.before().equals(d.after())
            || d.subject() == Subject.MODEL;
    return told ? List.of() : lines(lines(d.before()), lines(d.after()));
  }

  private static List<String> lines(Optional<String> definition) {
    return definition.map(text -> text.strip().lines().toList()).orElse(List.of());
  }

  /** By the longest lines that both have in common. */
  private static List<Line> lines(List<String> old, List<String> now) {
    boolean large = old.size() > MOST_LINES || now.size() > MOST_LINES;
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = large ? -1 : old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      boolean both = !large && i < old.size() && j < now.size() && old.get(i).equals(now.get(j));
      if (both) {
        lines.add(new Line(Side.BOTH, old.get(i++)));
        j++;
      } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line(Side.OLD, old.get(i++)));
      } else {
        lines.add(new Line(Side.NEW, now.get(j++)));
      }
    }
    return lines;
  }
}
