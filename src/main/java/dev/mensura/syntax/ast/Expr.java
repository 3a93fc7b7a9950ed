package dev.mensura.syntax.ast;

import dev.mensura.source.Span;
import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was written, of metrics and of rows alike: which of both a name means is the
 * checker's to say. Parentheses leave no node; the span of what they hold includes them.
 */
public sealed interface Expr {
  Span span();

  /** An unsigned number: {@code 12}, {@code 0.5}, {@code 1e3}. */
  record Number(BigDecimal value, Span span) implements Expr {}

  /**
   * A text.
   *
   * @param value its characters, escapes resolved
   * @param span where, quotes included
   * @param offsets for each character of {@code value} its offset in the file, and at the end the
   *     offset behind the last; so that a place inside the value can be shown
   */
  record Text(String value, Span span, int[] offsets) implements Expr {}

  record Bool(boolean value, Span span) implements Expr {}

  record Null(Span span) implements Expr {}

  /**
   * A time literal: {@code @2024-05}, {@code @2024-01..@2024-06}, {@code @2024..}.
   *
   * @param start its first instant
   * @param end the instant after its last; null: open
   * @param text as written
   */
  record Time(LocalDateTime start, @Nullable LocalDateTime end, String text, Span span)
      implements Expr {}

  /**
   * A time literal in periods of the fiscal year, which the project's calendar places:
   * {@code @FY2025}, {@code @FY2025-Q3}, {@code @FY2024..@FY2025}, {@code @FY2025..}.
   *
   * @param first its first period
   * @param last its last period; null: open
   * @param text as written
   */
  record FiscalTime(FiscalPeriod first, @Nullable FiscalPeriod last, String text, Span span)
      implements Expr {}

  /**
   * A fiscal year or a quarter of one.
   *
   * @param year the number in its name
   * @param quarter 1 to 4; 0 for the whole year
   */
  record FiscalPeriod(int year, int quarter) {}

  /** A whole number and a word: {@code 28 days}. The word may name no grain. */
  record Period(long count, Name unit, Span span) implements Expr {}

  /**
   * A name or path.
   *
   * @param span the path, or the parentheses around it
   */
  record Reference(Path path, Span span) implements Expr {
    /** Whether it stands in parentheses of its own. */
    public boolean isParenthesized() {
      return span.length() > path.span().length();
    }
  }

  /**
   * An aggregate, in prefix or in call form.
   *
   * @param function which
   * @param word where its name stands
   * @param arguments what is aggregated, a percentile's fraction. {@code count orders} has the
   *     reference {@code orders}; none only in {@code count (per account having …)}
   * @param per the key of {@code avg (revenue per customer having …)}; empty for a plain aggregate
   * @param having the condition on cells
   */
  record Aggregated(
      Aggregate function,
      Span word,
      List<Expr> arguments,
      List<Path> per,
      Optional<Expr> having,
      Span span)
      implements Expr {
    public Aggregated {
      arguments = List.copyOf(arguments);
      per = List.copyOf(per);
    }
  }

  /** {@code sql users "SUM(revenue)"}. */
  record Sql(Name model, Text text, Span span) implements Expr {}

  /**
   * A call of a function, or of a metric that takes parameters.
   *
   * @param name of what
   * @param arguments in order
   */
  record Call(Name name, List<Argument> arguments, Span span) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code cast(x as decimal(12,2))}; the type as written, without spaces. */
  record Cast(Expr value, Name type, Span span) implements Expr {}

  /** {@code case [operand] when … then … [else …] end}. */
  record Case(Optional<Expr> operand, List<Branch> branches, Optional<Expr> otherwise, Span span)
      implements Expr {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  /** One {@code when … then …}. */
  record Branch(Expr when, Expr then) {}

  record Negate(Expr value, Span span) implements Expr {}

  record Not(Expr value, Span span) implements Expr {}

  /**
   * Two operands and what stands between them.
   *
   * @param word where the operator stands
   */
  record Binary(Operator operator, Expr left, Expr right, Span word, Span span) implements Expr {}

  /** {@code x [not] between low and high}. */
  record Between(Expr value, Expr low, Expr high, Sense sense, Span span) implements Expr {}

  /** {@code x [not] like pattern}. */
  record Like(Expr value, Expr pattern, Sense sense, Span span) implements Expr {}

  /** {@code x is [not] null}. */
  record IsNull(Expr value, Sense sense, Span span) implements Expr {}

  /** {@code x [not] in set}. */
  record In(Expr value, Set set, Sense sense, Span span) implements Expr {}

  /** An expression and a modifier that changes the context it is evaluated in. */
  record Modified(Expr value, Modifier modifier, Span span) implements Expr {}

  /** Whether a test holds as it reads or is turned round by {@code not}. */
  enum Sense {
    PLAIN,
    NEGATED
  }

  /** What stands after {@code in}. */
  sealed interface Set {
    Span span();

    /** {@code (1, 2, 3)}. */
    record Values(List<Expr> values, Span span) implements Set {
      public Values {
        values = List.copyOf(values);
      }
    }

    /**
     * {@code last 30 days}; {@code last month} is {@code last 1 month}. The length is a period or a
     * name: a parameter's or a calendar grain's.
     */
    record Last(Expr length, Span span) implements Set {}

    /** {@code this month}. */
    record This(Name unit, Span span) implements Set {}

    /** {@code @2024-Q1}, without parentheses: a {@link Time} or a {@link FiscalTime}. */
    record During(Expr time) implements Set {
      @Override
      public Span span() {
        return time.span();
      }
    }

    /** {@code (top 10 by revenue)}. */
    record Ranked(Edge edge, long count, Expr by, Span span) implements Set {}
  }

  /** Which end of an order: {@code top}/{@code last} or {@code bottom}/{@code first}. */
  enum Edge {
    FIRST,
    LAST
  }

  /** {@code expr}, {@code name: expr} or {@code name: [path, a = b]}. */
  record Argument(Optional<Name> name, List<Expr> values, Shape shape, Span span) {
    public Argument {
      values = List.copyOf(values);
    }
  }

  /** Whether an argument is one expression or a list in brackets. */
  enum Shape {
    ONE,
    LIST
  }
}
