package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of declarations that are made from themselves. */
final class Cycles {
  /** A longer cycle is shown by its beginning and its end. */
  private static final int MOST_SHOWN = 12;

  private Cycles() {}

  /** The same round, begun at the member that is declared first. */
  static List<Key> fromFirst(List<Key> members, Declarations declarations) {
    Key first = declarations.inOrder(Set.copyOf(members)).getFirst();
    var round = new ArrayList<>(members);
    Collections.rotate(round, -round.indexOf(first));
    return round;
  }

  /** The finding for a cycle, its members in the order in which one names the next. */
  static Diagnostic diagnostic(List<Key> members, Declarations declarations) {
    boolean metrics =
        members.stream().allMatch(k -> k instanceof Key.OfMetric || k instanceof Key.OfFamily);
    Key first = members.getFirst();
    String whole = shown(members) + " → `" + name(first) + "`";
    String what = metrics ? "Metric `" : "`";
    Diagnostic finding =
        Diagnostic.of(
            metrics ? Code.METRIC_CYCLE : Code.FIELD_CYCLE,
            place(declarations.all().get(first)),
            what + name(first) + "` is made from itself: " + whole + ".");
    for (Key member : members.subList(1, Math.min(members.size(), MOST_SHOWN))) {
      finding =
          finding.related(
              place(declarations.all().get(member)), "`" + name(member) + "` is part of it");
    }
    return finding;
  }

  private static String shown(List<Key> members) {
    if (members.size() <= MOST_SHOWN) {
      return arrows(members);
    }
    int half = MOST_SHOWN / 2;
    return arrows(members.subList(0, half))
        + " → … "
        + (members.size() - 2 * half)
        + " more … → "
        + arrows(members.subList(members.size() - half, members.size()));
  }

  private static String arrows(List<Key> members) {
    return members.stream().map(k -> "`" + name(k) + "`").collect(Collectors.joining(" → "));
  }

  private static String name(Key key) {
    return switch (key) {
      case Key.OfMetric m -> m.name();
      case Key.OfFamily f -> f.name();
      case Key.OfMember m -> m.family();
      case Key.OfField f -> f.model() + "." + f.field();
      case Key.OfRows r -> r.model();
      case Key.OfQuery q -> q.name();
      case Key.OfTest t -> t.name();
      case Key.OfAssert a -> a.file();
    };
  }

  /** Where a declaration's name stands. */
  static Place place(@Nullable Declared<?> declared) {
    if (declared == null) {
      throw new IllegalStateException("a member of a cycle is declared");
    }
    return switch (declared.declaration()) {
      case Declaration.Metric m -> new Place(declared.file(), m.name().span());
      case Declaration.Query q -> new Place(declared.file(), q.name().span());
      case Declaration.Test t -> new Place(declared.file(), t.name().span());
      case Declaration.Unreadable u -> new Place(declared.file(), u.span());
      case Field f -> f.place();
      case SemanticModel m -> m.place();
      default -> throw new IllegalStateException("no declaration: " + declared.declaration());
    };
  }
}
