package dev.mensura.ir;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an expression means, as far as it can be told without looking at data: expressions with
 * equal digests have equal values.
 */
sealed interface Meaning {
  Digest digest();

  /** Something of which nothing else is known. */
  record Plain(Digest digest) implements Meaning {}

  /**
   * A constant.
   *
   * @param value numbers without zeros at their end
   */
  record Constant(@Nullable Object value, Digest digest) implements Meaning {
    static Constant of(@Nullable Object value) {
      Object plain = value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
      String type = plain == null ? "null" : plain.getClass().getSimpleName();
      return new Constant(plain, Digest.of("constant " + type + " " + plain));
    }
  }

  /**
   * A sum: the bag of what is added and the bag of what is taken away.
   *
   * @param plus the digests of the terms, added up
   * @param terms how many
   */
  record Sum(Digest plus, Digest minus, int terms) implements Meaning {
    @Override
    public Digest digest() {
      return Digest.of("sum", plus, minus);
    }

    Sum negated() {
      return new Sum(minus, plus, terms);
    }
  }

  /**
   * A product.
   *
   * @param factors their digests, added up
   * @param count how many
   */
  record Product(Digest factors, int count) implements Meaning {
    @Override
    public Digest digest() {
      return Digest.of("product", factors);
    }
  }

  /**
   * A condition.
   *
   * @param opposite the digest of what holds where this one doesn't; null where this one is null
   */
  record Condition(Digest digest, Digest opposite) implements Meaning {
    Condition negated() {
      return new Condition(opposite, digest);
    }
  }

  /** Whether a value is one of some constants, or none of them. */
  record Member(Digest value, SortedSet<Digest> of, boolean negated) implements Meaning {
    @Override
    public Digest digest() {
      return Digest.of(negated ? "not in" : "in", value, Digest.of("set", of));
    }
  }

  /**
   * Conditions that all hold, or of which one holds; none of them a junction of the same kind.
   *
   * @param pairs each condition, and its opposite
   * @param members for each value, the constants of which it is one (or, where all hold, is none)
   */
  record Junction(
      Kind kind, SortedMap<Digest, Digest> pairs, SortedMap<Digest, SortedSet<Digest>> members)
      implements Meaning {
    @Override
    public Digest digest() {
      SortedSet<Digest> parts = new TreeSet<>(pairs.keySet());
      members.forEach((value, of) -> parts.add(new Member(value, of, kind == Kind.ALL).digest()));
      return Digest.of(kind == Kind.ALL ? "and" : "or", parts);
    }

    Junction negated() {
      SortedMap<Digest, Digest> opposites = new TreeMap<>();
      pairs.forEach((condition, opposite) -> opposites.put(opposite, condition));
      return new Junction(kind == Kind.ALL ? Kind.SOME : Kind.ALL, opposites, members);
    }
  }

  /** How the parts of a junction go together. */
  enum Kind {
    ALL,
    SOME
  }
}
