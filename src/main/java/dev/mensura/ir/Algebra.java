package dev.mensura.ir;

import dev.mensura.ir.Meaning.Condition;
import dev.mensura.ir.Meaning.Constant;
import dev.mensura.ir.Meaning.Junction;
import dev.mensura.ir.Meaning.Kind;
import dev.mensura.ir.Meaning.Member;
import dev.mensura.ir.Meaning.Plain;
import dev.mensura.ir.Meaning.Product;
import dev.mensura.ir.Meaning.Sum;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The laws by which two ways to write an expression mean the same: order and grouping where they
 * don't count, comparisons turned round, {@code not} moved inward. Only laws that hold for nulls
 * too.
 */
final class Algebra {
  /**
   * A sum of more terms is one term of the sum around it: a metric that doubles another, again and
   * again, would add its digest up to zero.
   */
  private static final int MOST_TERMS = 1_000;

  private Algebra() {}

  /**
   * What a function of arguments means.
   *
   * @param nullable whether each argument can be null
   */
  static Meaning call(
      Function function, List<Meaning> arguments, List<Boolean> nullable, ValueType type) {
    Meaning first = arguments.getFirst();
    return switch (function) {
      case PLUS -> sum(arguments);
      case MINUS -> sum(List.of(first, negated(arguments.get(1))));
      case NEGATE -> negated(first);
      case TIMES -> product(arguments);
      case EQ -> equal(first, arguments.get(1));
      case NE -> not(equal(first, arguments.get(1)));
      case LT -> less(first, arguments.get(1));
      case GT -> less(arguments.get(1), first);
      case LE -> not(less(arguments.get(1), first));
      case GE -> not(less(first, arguments.get(1)));
      case NOT -> not(first);
      case AND -> junction(Kind.ALL, arguments);
      case OR -> junction(Kind.SOME, arguments);
      case IN -> in(first, arguments.subList(1, arguments.size()));
      case IS_NULL -> isNull(first);
      case IS_NOT_NULL -> not(isNull(first));
      case COALESCE -> coalesce(arguments, nullable);
      case LEAST, GREATEST ->
          new Plain(Digest.of(function.name(), new TreeSet<>(digests(arguments))));
      case CAST -> new Plain(Digest.of("cast " + type, digests(arguments)));
      case LIKE, STARTS_WITH, ENDS_WITH, CONTAINS -> condition(function.name(), digests(arguments));
      case DIVIDE,
          MODULO,
          CONCAT_OPERATOR,
          CASE,
          SHIFT,
          ELAPSED,
          OF_DAY,
          NULLIF,
          ABS,
          ROUND,
          FLOOR,
          CEIL,
          SIGN,
          POWER,
          SQRT,
          LN,
          EXP,
          LOWER,
          UPPER,
          TRIM,
          LENGTH,
          SUBSTRING,
          REPLACE,
          CONCAT ->
          new Plain(Digest.of(function.name(), digests(arguments)));
    };
  }

  private static List<Digest> digests(List<Meaning> meanings) {
    return meanings.stream().map(Meaning::digest).toList();
  }

  static Condition condition(String word, List<Digest> parts) {
    Digest digest = Digest.of(word, parts);
    return new Condition(digest, Digest.of("not", digest));
  }

  private static Sum sum(List<Meaning> terms) {
    Digest plus = Digest.ZERO;
    Digest minus = Digest.ZERO;
    int count = 0;
    for (Meaning term : terms) {
      if (term instanceof Sum s && s.terms() < MOST_TERMS) {
        plus = plus.plus(s.plus());
        minus = minus.plus(s.minus());
        count += s.terms();
      } else if (term instanceof Constant c && isNegative(c)) {
        minus = minus.plus(minusOf(c).digest());
        count++;
      } else {
        plus = plus.plus(term.digest());
        count++;
      }
    }
    return new Sum(plus, minus, count);
  }

  private static boolean isNegative(Constant constant) {
    return constant.value() instanceof BigDecimal number && number.signum() < 0;
  }

  private static Constant minusOf(Constant constant) {
    return constant.value() instanceof BigDecimal number ? Constant.of(number.negate()) : constant;
  }

  private static Meaning negated(Meaning value) {
    return switch (value) {
      case Constant c when c.value() instanceof BigDecimal -> minusOf(c);
      case Sum s -> s.negated();
      case Meaning other -> new Sum(Digest.ZERO, other.digest(), 1);
    };
  }

  private static Product product(List<Meaning> factors) {
    Digest all = Digest.ZERO;
    int count = 0;
    for (Meaning factor : factors) {
      boolean flat = factor instanceof Product p && p.count() < MOST_TERMS;
      all = all.plus(flat && factor instanceof Product p ? p.factors() : factor.digest());
      count += flat && factor instanceof Product p ? p.count() : 1;
    }
    return new Product(all, count);
  }

  private static Meaning equal(Meaning a, Meaning b) {
    if (a instanceof Constant c && !(b instanceof Constant)) {
      return equal(b, c);
    }
    if (b instanceof Constant c && c.value() instanceof Boolean truth) {
      return truth ? a : not(a);
    }
    if (b instanceof Constant c && c.value() != null) {
      return new Member(a.digest(), new TreeSet<>(List.of(c.digest())), false);
    }
    List<Digest> sides = List.of(a.digest(), b.digest()).stream().sorted().toList();
    return condition("=", sides);
  }

  private static Meaning less(Meaning a, Meaning b) {
    return condition("<", List.of(a.digest(), b.digest()));
  }

  private static Meaning isNull(Meaning value) {
    return condition("is null", List.of(value.digest()));
  }

  static Meaning not(Meaning condition) {
    return switch (condition) {
      case Condition c -> c.negated();
      case Member m -> new Member(m.value(), m.of(), !m.negated());
      case Junction j -> j.negated();
      case Constant c when c.value() instanceof Boolean truth -> Constant.of(!truth);
      case Meaning other -> new Condition(Digest.of("not", other.digest()), other.digest());
    };
  }

  private static Meaning in(Meaning value, List<Meaning> set) {
    boolean constants = set.stream().allMatch(s -> s instanceof Constant c && c.value() != null);
    boolean truth =
        set.stream().anyMatch(s -> s instanceof Constant c && c.value() instanceof Boolean);
    if (constants && !truth) {
      return new Member(value.digest(), new TreeSet<>(digests(set)), false);
    }
    return junction(Kind.SOME, set.stream().map(s -> equal(value, s)).toList());
  }

  /** Conditions that all hold, or of which one holds. */
  static Meaning junction(Kind kind, Collection<Meaning> conditions) {
    SortedMap<Digest, Digest> parts = new TreeMap<>();
    SortedMap<Digest, SortedSet<Digest>> members = new TreeMap<>();
    // One of {1}, or of {2}: one of {1, 2}. Not one of {1}, and not of {2}: not one of {1, 2}.
    boolean negated = kind == Kind.ALL;
    for (Meaning condition : conditions) {
      if (condition instanceof Member m && m.negated() == negated) {
        members.computeIfAbsent(m.value(), x -> new TreeSet<>()).addAll(m.of());
      } else if (condition instanceof Junction j && j.kind() == kind) {
        j.pairs().forEach(parts::put);
        j.members()
            .forEach(
                (value, of) -> members.computeIfAbsent(value, x -> new TreeSet<>()).addAll(of));
      } else {
        parts.put(condition.digest(), not(condition).digest());
      }
    }
    if (parts.size() + members.size() == 1) {
      if (members.isEmpty()) {
        Map.Entry<Digest, Digest> only = parts.firstEntry();
        return new Condition(only.getKey(), only.getValue());
      }
      Map.Entry<Digest, SortedSet<Digest>> only = members.firstEntry();
      return new Member(only.getKey(), only.getValue(), negated);
    }
    return new Junction(kind, parts, members);
  }

  /** What follows an argument that is never null is never read. */
  private static Meaning coalesce(List<Meaning> arguments, List<Boolean> nullable) {
    List<Digest> read = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      read.add(arguments.get(i).digest());
      if (!nullable.get(i)) {
        break;
      }
    }
    return read.size() == 1 ? arguments.getFirst() : new Plain(Digest.of("coalesce", read));
  }
}
