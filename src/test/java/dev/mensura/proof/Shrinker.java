package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes cases smaller while they still go wrong. */
final class Shrinker {
  private Shrinker() {}

  /** The smallest case found; {@code wrong} holds of it as it does of the one given. */
  static CaseSpec shrink(CaseSpec wrong, Predicate<CaseSpec> stillWrong, int tries) {
    CaseSpec best = wrong;
    int left = tries;
    boolean smaller = true;
    while (smaller && left > 0) {
      smaller = false;
      for (CaseSpec candidate : best.smaller()) {
        if (left-- <= 0) {
          break;
        }
        if (stillWrong.test(candidate)) {
          best = candidate;
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  /** The list without one of its elements, in every way. */
  static <T> List<List<T>> without(List<T> list) {
    var all = new ArrayList<List<T>>();
    for (int i = 0; i < list.size(); i++) {
      var fewer = new ArrayList<>(list);
      fewer.remove(i);
      all.add(fewer);
    }
    return all;
  }

  /** Nothing, either half, or one less. */
  static <T> List<List<T>> fewer(List<T> list) {
    var all = new ArrayList<List<T>>();
    if (list.size() > 1) {
      all.add(List.of());
    }
    if (list.size() > 3) {
      all.add(list.subList(0, list.size() / 2));
      all.add(list.subList(list.size() / 2, list.size()));
    }
    all.addAll(without(list));
    return all;
  }

  /** One element less, or one of them smaller. */
  static List<List<Piece>> smallerLists(List<Piece> list) {
    var all = without(list);
    for (int i = 0; i < list.size(); i++) {
      for (Piece smaller : list.get(i).smaller()) {
        var changed = new ArrayList<>(list);
        changed.set(i, smaller);
        all.add(changed);
      }
    }
    return all;
  }
}
