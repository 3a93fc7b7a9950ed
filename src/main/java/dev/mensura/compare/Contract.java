package dev.mensura.compare;

import dev.mensura.ir.Metric;
import dev.mensura.ir.Signature;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.type.Additivity;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What changed of what others count on beside the values: type, unit, null, what may be added up,
 * and what it can be grouped by.
 *
 * @param breaking sentences without a period on what others counted on
 * @param harmless sentences on what asks nothing of anybody
 * @param lost the dimensions that are gone
 */
record Contract(List<String> breaking, List<String> harmless, SortedSet<String> lost) {
  private static final int FEW = 4;

  Contract {
    breaking = List.copyOf(breaking);
    harmless = List.copyOf(harmless);
  }

  static Contract of(Metric before, Metric after, Side old, Side now) {
    List<String> breaking = new ArrayList<>();
    List<String> harmless = new ArrayList<>();
    Signature was = before.signature();
    Signature is = after.signature();
    if (!was.type().equals(is.type())) {
      String said = "type was %s, is %s".formatted(was.type(), is.type());
      (sameDigits(was.type(), is.type()) ? harmless : breaking).add(said);
    }
    unit(was.unit(), is.unit(), breaking, harmless);
    if (was.nullable() != is.nullable()) {
      String said = is.nullable() ? "can be null now" : "is never null any more";
      (is.nullable() ? breaking : harmless).add(said);
    }
    if (!was.additivity().equals(is.additivity())) {
      String said = "was %s, is %s".formatted(was.additivity().text(), is.additivity().text());
      (was.additivity().kind() == Additivity.Kind.NONE ? harmless : breaking).add(said);
    }
    boolean stood = was.motion() == Signature.Motion.STILL;
    boolean stands = is.motion() == Signature.Motion.STILL;
    if (stood != stands) {
      (stands ? harmless : breaking)
          .add(stands ? "can be asked for without a time" : "is asked for by a time only");
    }
    SortedSet<String> lost = new TreeSet<>(old.dimensions(before));
    lost.removeAll(now.dimensions(after));
    lost.removeIf(path -> isOnlyHidden(path, now.catalog()));
    SortedSet<String> gained = new TreeSet<>(now.dimensions(after));
    gained.removeAll(old.dimensions(before));
    if (!lost.isEmpty()) {
      breaking.add("can no longer be grouped by " + listed(lost));
    }
    if (!gained.isEmpty()) {
      harmless.add("can be grouped by " + listed(gained) + " too");
    }
    return new Contract(breaking, harmless, lost);
  }

  /** More room for digits leaves every value as it is. */
  private static boolean sameDigits(ValueType was, ValueType is) {
    return was.is(ValueType.Kind.DECIMAL)
        && is.is(ValueType.Kind.DECIMAL)
        && was.scale() == is.scale();
  }

  private static void unit(Unit was, Unit is, List<String> breaking, List<String> harmless) {
    if (was.equals(is)) {
      return;
    }
    if (was.isKnown()) {
      breaking.add("unit was %s, is %s".formatted(text(was), text(is)));
    } else {
      harmless.add("unit is " + text(is) + ", before none was declared");
    }
  }

  private static String text(Unit unit) {
    return unit.isKnown() ? unit.text().orElse("a pure number") : "not declared";
  }

  /** A hidden field isn't listed, and usable all the same. */
  private static boolean isOnlyHidden(String path, Catalog now) {
    String field = path.substring(path.lastIndexOf('.') + 1);
    return path.contains(".")
        && now.models().stream()
            .flatMap(model -> model.field(field).stream())
            .map(Field::about)
            .anyMatch(about -> about.visibility() == About.Visibility.HIDDEN);
  }

  /** {@code `a`, `b`, `c` and 12 more}. */
  private static String listed(SortedSet<String> paths) {
    String first =
        paths.stream().limit(FEW).map(p -> "`" + p + "`").collect(Collectors.joining(", "));
    return paths.size() > FEW ? first + " and " + (paths.size() - FEW) + " more" : first;
  }
}
