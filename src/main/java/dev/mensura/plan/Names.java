package dev.mensura.plan;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Names that stand once each, however their letters are written. */
final class Names {
  /** PostgreSQL silently cuts longer ones off, and two could become one. */
  private static final int MAX_BYTES = 60;

  private final Set<String> taken = new HashSet<>();
  private final Predicate<String> avoided;

  Names() {
    this(name -> false);
  }

  /**
   * @param avoided tells the names, in small letters, that mean something else already
   */
  Names(Predicate<String> avoided) {
    this.avoided = avoided;
  }

  /** This name, or with a number where it stands already. */
  String unique(String wanted) {
    String name = cut(wanted, MAX_BYTES);
    for (int i = 2; !free(name); i++) {
      name = cut(wanted, MAX_BYTES - 6) + "_" + i;
    }
    return name;
  }

  private boolean free(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return !avoided.test(small) && taken.add(small);
  }

  /** A name of small letters, digits and underscores, made of the names of things. */
  static String joined(Collection<String> parts) {
    String name = String.join("_", parts).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** {@code orders_by_month_region}, or {@code orders_total} without groups. */
  static String by(String what, List<String> groups) {
    if (groups.isEmpty()) {
      return joined(List.of(what, "total"));
    }
    String all = joined(List.of(what, "by", joined(groups)));
    return all.length() <= 48 ? all : joined(List.of(what, "by", groups.size() + "_groups"));
  }

  private static String cut(String name, int bytes) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return name;
    }
    var cut = new StringBuilder();
    int left = bytes;
    for (int point : name.codePoints().toArray()) {
      left -= Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return cut.toString();
  }
}
