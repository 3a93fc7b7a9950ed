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
      // Who asks has ten thousand names: most are ruled out by their length or their first letters.
      int most = Math.min(least, limit);
      if (Math.abs(candidate.length() - wanted.length()) > most) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), most);
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

  /**
   * Optimal string alignment: Levenshtein's distance with swaps of neighbours. More than {@code
   * most} is told as any larger number.
   */
  private static int distance(String a, String b, int most) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    int leastOfLast = 0;
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      // A swap reaches over one row, never over two.
      if (least > most && leastOfLast > most) {
        return Integer.MAX_VALUE;
      }
      leastOfLast = least;
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
