package dev.mensura.syntax.ast;

import dev.mensura.source.Span;
import java.util.List;
import java.util.Optional;

/** What a {@code .metric} file holds. */
public sealed interface Declaration {
  Span span();

  /**
   * {@code metric name(parameters) = body { properties }}.
   *
   * @param documentation the text of its {@code ///} lines, without them; empty for none
   */
  record Metric(
      String documentation,
      Name name,
      List<Parameter> parameters,
      Expr body,
      List<Property> properties,
      Span span)
      implements Declaration {
    public Metric {
      parameters = List.copyOf(parameters);
      properties = List.copyOf(properties);
    }
  }

  /** {@code query name = body { properties }}. */
  record Query(
      String documentation, Name name, QueryBody body, List<Property> properties, Span span)
      implements Declaration {
    public Query {
      properties = List.copyOf(properties);
    }
  }

  /** {@code assert condition by …}. */
  record Assert(
      String documentation,
      Expr condition,
      List<QueryBody.Dimension> by,
      List<Property> properties,
      Span span)
      implements Declaration {
    public Assert {
      by = List.copyOf(by);
      properties = List.copyOf(properties);
    }
  }

  /** {@code test "name" { steps }}. */
  record Test(String documentation, Expr.Text name, List<Step> steps, Span span)
      implements Declaration {
    public Test {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A declaration with a mistake in its text, which is already reported: its name is taken, and
   * what uses it needs no message of its own.
   *
   * @param kind what its first word declares
   * @param name its name, where it has one
   */
  record Unreadable(Kind kind, Optional<Name> name, Span span) implements Declaration {}

  /** The kinds of declarations. */
  enum Kind {
    METRIC,
    QUERY,
    ASSERT,
    TEST
  }

  /**
   * A parameter of a metric: {@code window: duration = 28 days}, {@code region: ['EU', 'US'] =
   * 'EU'}.
   *
   * @param type the type's name; empty where the values are listed
   * @param values the values it can have; none for a named type
   */
  record Parameter(
      Name name, Optional<Name> type, List<Expr> values, Optional<Expr> fallback, Span span) {
    public Parameter {
      values = List.copyOf(values);
    }
  }

  /** {@code owner: "growth"}. */
  record Property(Name name, PropertyValue value, Span span) {}

  /** The value of a property. */
  sealed interface PropertyValue {
    Span span();

    /** A number, text, boolean, null or time; a word is a text. */
    record Scalar(Expr value) implements PropertyValue {
      @Override
      public Span span() {
        return value.span();
      }
    }

    record Many(List<PropertyValue> values, Span span) implements PropertyValue {
      public Many {
        values = List.copyOf(values);
      }
    }

    record Nested(List<Property> properties, Span span) implements PropertyValue {
      public Nested {
        properties = List.copyOf(properties);
      }
    }
  }

  /** A step of a test. */
  sealed interface Step {
    Span span();

    /** {@code given users (user_id, plan) = (1, 'pro'), (2, null)}. */
    record Given(Name model, List<Name> fields, List<List<Expr>> rows, Span span) implements Step {
      public Given {
        fields = List.copyOf(fields);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /**
     * {@code expect metric = 2}: the expression is the whole condition, there are no dimensions and
     * no rows. {@code expect metric by plan = ('pro', 1), …}: the expression is the metric.
     */
    record Expect(Expr expression, List<QueryBody.Dimension> by, List<List<Expr>> rows, Span span)
        implements Step {
      public Expect {
        by = List.copyOf(by);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }
  }
}
