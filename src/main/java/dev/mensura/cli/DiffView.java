package dev.mensura.cli;

import dev.mensura.compare.Comparison;
import dev.mensura.compare.Difference;
import dev.mensura.compare.Difference.Subject;
import dev.mensura.compare.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A comparison as people read it: what changed only with something else is told there.
 *
 * @param before what the old version is called
 * @param after what the new version is called
 * @param detail whether everything is told
 */
record DiffView(Comparison comparison, String before, String after, Detail detail) {
  /** How much is told. */
  enum Detail {
    /** What changed by itself. */
    ROOTS,
    /** What changed with it, and what didn't change, too. */
    ALL
  }

  /** Differences of one kind that all break something, or all don't. */
  record Group(Kind kind, boolean breaking, List<Difference> differences) {
    String title() {
      return kind == Kind.ADDED ? "new" : kind.text();
    }
  }

  List<Group> groups() {
    Set<String> told = told();
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Difference d : comparison.differences()) {
      if (isShown(d, told)) {
        groups
            .computeIfAbsent(
                d.kind() + " " + d.isBreaking(),
                x -> new Group(d.kind(), d.isBreaking(), new ArrayList<>()))
            .differences()
            .add(d);
      }
    }
    return List.copyOf(groups.values());
  }

  private boolean isShown(Difference d, Set<String> told) {
    if (detail == Detail.ALL) {
      return true;
    }
    boolean broken = d.kind() == Kind.UNKNOWN;
    return d.kind() != Kind.UNCHANGED && (broken || isRoot(d, told));
  }

  private static boolean isRoot(Difference d, Set<String> told) {
    return d.subject() == Subject.MODEL || d.causes().isEmpty() || !told.contains(key(d));
  }

  private Set<String> told() {
    Set<String> told = new HashSet<>();
    comparison.differences().forEach(d -> told.addAll(d.dependents()));
    return told;
  }

  private static String key(Difference d) {
    return d.name();
  }

  /** {@code 3 breaking changes, 14 metrics and queries that change with them, 2 safe changes.} */
  String summary() {
    Set<String> told = told();
    long roots = 0;
    long others = 0;
    long safe = 0;
    long same = 0;
    for (Difference d : comparison.differences()) {
      if (d.kind() == Kind.UNCHANGED) {
        same++;
      } else if (!d.isBreaking()) {
        safe++;
      } else if (isRoot(d, told)) {
        roots++;
      } else {
        others++;
      }
    }
    List<String> parts = new ArrayList<>();
    if (roots > 0) {
      parts.add(roots + (roots == 1 ? " breaking change" : " breaking changes"));
    }
    if (others > 0) {
      String them = roots == 1 ? " with it" : " with them";
      parts.add(others + (others == 1 ? " more changes" : " more change") + them);
    }
    if (safe > 0) {
      parts.add(safe + (safe == 1 ? " safe change" : " safe changes"));
    }
    if (same > 0) {
      parts.add(same + " unchanged");
    }
    return roots + others + safe == 0
        ? "Nothing changed in %d %s.".formatted(same, same == 1 ? "metric" : "metrics and queries")
        : String.join(", ", parts) + ".";
  }

  /** What a thing is called beside its name; nothing for metrics. */
  static String subject(Difference d) {
    return d.subject() == Subject.METRIC ? "" : d.subject().name().toLowerCase(Locale.ROOT);
  }
}
