package dev.mensura.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate closest to {@code name} by letters inserted, left out, changed or swapped, letter
   * case aside; among equals one that begins alike, then the first in natural order; none when all
   * are too far (more than a third of the letters, at least one).
   */
  public static Optional<String> to(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, (wanted.length() + 1) / 3);
    String best = null;
    int least = limit + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - wanted.length()) > limit) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < least
          || distance == least && best != null && before(candidate, best, wanted)) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean before(String candidate, String best, String wanted) {
    boolean alike = beginsAlike(candidate, wanted);
    return alike == beginsAlike(best, wanted) ? candidate.compareTo(best) < 0 : alike;
  }

  /** The first letter is the one that is seldom mistyped. */
  private static boolean beginsAlike(String candidate, String wanted) {
    return candidate.regionMatches(true, 0, wanted, 0, 1);
  }

  /** Optimal string alignment: Levenshtein's distance with swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
