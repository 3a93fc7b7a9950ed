package dev.mensura.type;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A unit of measure: an element of the free abelian group over unit names, or {@link #ANY}, which
 * what declares no unit has and which fits every other.
 */
public final class Unit {
  /** What declares no unit: fits everything. */
  public static final Unit ANY = new Unit(false, new TreeMap<>());

  /** A pure number, such as a ratio of equal units: the group's identity. */
  public static final Unit NONE = new Unit(true, new TreeMap<>());

  private static final Pattern FACTOR =
      Pattern.compile("(1|[^\\s\\d/*·^][^\\s/*·^]*)(?:\\^([1-9]))?");

  private final boolean known;
  private final SortedMap<String, Integer> powers;

  private Unit(boolean known, SortedMap<String, Integer> powers) {
    this.known = known;
    this.powers = Collections.unmodifiableSortedMap(powers);
  }

  public static Unit of(String name) {
    return new Unit(true, new TreeMap<>(Map.of(name, 1)));
  }

  /**
   * The unit that is written so: {@code USD}, {@code USD/user}, {@code 1/day}, {@code kg*m/s^2};
   * {@code 1} is a pure number. Empty where the text is none.
   */
  public static Optional<Unit> parse(String text) {
    String[] sides = text.replace(" ", "").split("/", -1);
    if (sides.length > 2) {
      return Optional.empty();
    }
    Unit unit = NONE;
    for (int side = 0; side < sides.length; side++) {
      for (String factor : sides[side].split("[*·]", -1)) {
        Matcher matcher = FACTOR.matcher(factor);
        if (!matcher.matches()) {
          return Optional.empty();
        }
        Unit base = matcher.group(1).equals("1") ? NONE : of(matcher.group(1));
        int power = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        for (int i = 0; i < power; i++) {
          unit = side == 0 ? unit.times(base) : unit.over(base);
        }
      }
    }
    return Optional.of(unit);
  }

  public boolean isKnown() {
    return known;
  }

  /** Whether values of both can be added, compared and chosen between. */
  public boolean fits(Unit other) {
    return !known || !other.known || powers.equals(other.powers);
  }

  /** The unit of a sum of values that fit. */
  public Unit or(Unit other) {
    return known ? this : other;
  }

  public Unit times(Unit other) {
    return combine(other, 1);
  }

  public Unit over(Unit other) {
    return combine(other, -1);
  }

  private Unit combine(Unit other, int sign) {
    if (!known || !other.known) {
      return ANY;
    }
    var all = new TreeMap<>(powers);
    other.powers.forEach((name, power) -> all.merge(name, sign * power, Integer::sum));
    all.values().removeIf(power -> power == 0);
    return new Unit(true, all);
  }

  /** {@code USD}, {@code USD/user}, {@code 1/day}; empty for a pure number and for {@link #ANY}. */
  public Optional<String> text() {
    if (powers.isEmpty()) {
      return Optional.empty();
    }
    String above = factors(1);
    String below = factors(-1);
    String text = above.isEmpty() ? "1" : above;
    return Optional.of(below.isEmpty() ? text : text + "/" + below);
  }

  private String factors(int sign) {
    return powers.entrySet().stream()
        .filter(e -> e.getValue() * sign > 0)
        .map(e ->
            Math.abs(e.getValue()) == 1 ? e.getKey() : e.getKey() + "^" + Math.abs(e.getValue()))
        .collect(Collectors.joining("·"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unit unit && known == unit.known && powers.equals(unit.powers);
  }

  @Override
  public int hashCode() {
    return powers.hashCode() + (known ? 1 : 0);
  }

  @Override
  public String toString() {
    return known ? text().orElse("no unit") : "any unit";
  }
}
