package dev.mensura.syntax.ast;

import dev.mensura.source.Span;
import java.util.List;
import java.util.Optional;

/** What stands behind an expression and changes its context. */
public sealed interface Modifier {
  Span span();

  /** {@code where p}. */
  record Where(Expr predicate, Span span) implements Modifier {}

  /** {@code dated paid_at}. */
  record Dated(Path field, Span span) implements Modifier {}

  /** {@code default 0}. */
  record Default(Expr value, Span span) implements Modifier {}

  /**
   * {@code over last 28 days [sampled …]}. The length is a period or a name: a parameter's or a
   * calendar grain's.
   */
  record OverLast(Expr length, Optional<Name> sampled, Span span) implements Modifier {}

  /** {@code over month to date}. */
  record ToDate(Name unit, Span span) implements Modifier {}

  /** {@code over all time}. */
  record AllTime(Span span) implements Modifier {}

  /** {@code 1 month ago}; the length a period or a parameter. */
  record Ago(Expr length, Span span) implements Modifier {}

  /** {@code at start of month}, and {@code at first day of month} with the day's grain. */
  record AtStart(Optional<Name> grain, Name unit, Span span) implements Modifier {}

  /** {@code at last stock.day [per …]}, {@code at first …}. */
  record AtEdge(Expr.Edge edge, Path time, List<Path> per, Span span) implements Modifier {
    public AtEdge {
      per = List.copyOf(per);
    }
  }

  /** {@code across …}. */
  record Across(Scope scope, List<Path> paths, Span span) implements Modifier {
    public Across {
      paths = List.copyOf(paths);
    }
  }

  /**
   * {@code per listing} at the end of a parenthesis that is no aggregate's: {@code (views per
   * listing)}.
   */
  record Per(List<Path> keys, Span span) implements Modifier {
    public Per {
      keys = List.copyOf(keys);
    }
  }

  /** {@code fill}, {@code fill 0}. */
  record Fill(Optional<Expr> value, Span span) implements Modifier {}

  /** What {@code across} leaves out: all, the paths, or all but the paths. */
  enum Scope {
    ALL,
    ONLY,
    ALL_EXCEPT
  }
}
