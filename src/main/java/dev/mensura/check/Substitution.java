package dev.mensura.check;

import dev.mensura.ir.Argument;
import dev.mensura.ir.Parameter;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Puts values in the place of parameters. Every value stands where the parameter was written, so
 * that a finding shows the text that people know.
 */
final class Substitution {
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  private final Map<String, Filling> fillings;
  private final Predicate<String> isModel;
  private final Set<String> used = new TreeSet<>();
  private final Set<String> compared = new TreeSet<>();
  private final List<Span> places = new ArrayList<>();
  private int predicates;

  /** What comes in the place of a parameter. */
  sealed interface Filling {
    record Of(Argument argument) implements Filling {}

    /** A text that nothing is known of. */
    record AnyText() implements Filling {}

    /** The name of the parameter itself, of which the scope knows that it stands for a metric. */
    record Itself() implements Filling {}
  }

  /**
   * @param fillings by parameter
   * @param isModel whether a name is a model's: one behind an aggregate is, whatever else has it
   */
  Substitution(Map<String, Filling> fillings, Predicate<String> isModel) {
    this.fillings = fillings;
    this.isModel = isModel;
  }

  /** The parameters that were found. */
  Set<String> used() {
    return used;
  }

  /** Those that stand where a field of a row could: a bare name in a {@code where}. */
  Set<String> compared() {
    return compared;
  }

  /** Where parameters were found. */
  List<Span> places() {
    return places;
  }

  Expr apply(Expr expr) {
    return switch (expr) {
      case Expr.Reference r -> reference(r);
      case Expr.Aggregated a -> aggregated(a);
      case Expr.Call c ->
          new Expr.Call(c.name(), c.arguments().stream().map(this::argument).toList(), c.span());
      case Expr.Cast c -> new Expr.Cast(apply(c.value()), c.type(), c.span());
      case Expr.Case c ->
          new Expr.Case(
              c.operand().map(this::apply),
              c.branches().stream()
                  .map(b -> new Expr.Branch(apply(b.when()), apply(b.then())))
                  .toList(),
              c.otherwise().map(this::apply),
              c.span());
      case Expr.Negate n -> new Expr.Negate(apply(n.value()), n.span());
      case Expr.Not n -> new Expr.Not(apply(n.value()), n.span());
      case Expr.Binary b ->
          new Expr.Binary(b.operator(), apply(b.left()), apply(b.right()), b.word(), b.span());
      case Expr.Between b ->
          new Expr.Between(apply(b.value()), apply(b.low()), apply(b.high()), b.sense(), b.span());
      case Expr.Like l -> new Expr.Like(apply(l.value()), apply(l.pattern()), l.sense(), l.span());
      case Expr.IsNull i -> new Expr.IsNull(apply(i.value()), i.sense(), i.span());
      case Expr.In i -> new Expr.In(apply(i.value()), set(i.set()), i.sense(), i.span());
      case Expr.Modified m -> new Expr.Modified(apply(m.value()), modifier(m.modifier()), m.span());
      case Expr.Number n -> n;
      case Expr.Text t -> t;
      case Expr.Bool b -> b;
      case Expr.Null n -> n;
      case Expr.Time t -> t;
      case Expr.FiscalTime t -> t;
      case Expr.Period p -> p;
      case Expr.Sql s -> s;
    };
  }

  private Expr.Argument argument(Expr.Argument argument) {
    return new Expr.Argument(
        argument.name(), all(argument.values()), argument.shape(), argument.span());
  }

  private List<Expr> all(List<Expr> exprs) {
    return exprs.stream().map(this::apply).toList();
  }

  private Expr aggregated(Expr.Aggregated a) {
    List<Expr> arguments = new ArrayList<>(all(a.arguments()));
    boolean named =
        a.per().isEmpty()
            && !a.arguments().isEmpty()
            && a.arguments().getFirst() instanceof Expr.Reference r
            && r.path().isSimple()
            && isModel.test(r.path().text());
    if (named) {
      arguments.set(0, a.arguments().getFirst());
    }
    return new Expr.Aggregated(
        a.function(), a.word(), arguments, a.per(), a.having().map(this::apply), a.span());
  }

  private Expr.Set set(Expr.Set set) {
    return switch (set) {
      case Expr.Set.Values v -> new Expr.Set.Values(all(v.values()), v.span());
      case Expr.Set.Last l -> new Expr.Set.Last(length(l.length()), l.span());
      case Expr.Set.Ranked r -> new Expr.Set.Ranked(r.edge(), r.count(), apply(r.by()), r.span());
      case Expr.Set.This t -> t;
      case Expr.Set.During d -> d;
    };
  }

  private Modifier modifier(Modifier modifier) {
    return switch (modifier) {
      case Modifier.Where w -> new Modifier.Where(predicate(w.predicate()), w.span());
      case Modifier.Default d -> new Modifier.Default(apply(d.value()), d.span());
      case Modifier.OverLast o -> new Modifier.OverLast(length(o.length()), o.sampled(), o.span());
      case Modifier.Ago a -> new Modifier.Ago(length(a.length()), a.span());
      case Modifier.Fill f -> new Modifier.Fill(f.value().map(this::apply), f.span());
      case Modifier.Dated d -> d;
      case Modifier.ToDate t -> t;
      case Modifier.AllTime a -> a;
      case Modifier.AtStart a -> a;
      case Modifier.AtEdge a -> a;
      case Modifier.Across a -> a;
      case Modifier.Per p -> p;
    };
  }

  private Expr predicate(Expr predicate) {
    predicates++;
    Expr filled = apply(predicate);
    predicates--;
    return filled;
  }

  /** A length of time is never a field. */
  private Expr length(Expr length) {
    int outside = predicates;
    predicates = 0;
    Expr filled = apply(length);
    predicates = outside;
    return filled;
  }

  private Expr reference(Expr.Reference reference) {
    Path path = reference.path();
    Filling filling = path.isSimple() ? fillings.get(path.text()) : null;
    if (filling == null) {
      return reference;
    }
    used.add(path.text());
    places.add(path.span());
    if (predicates > 0) {
      compared.add(path.text());
    }
    Span span = reference.span();
    return switch (filling) {
      case Filling.Of of -> literal(of.argument(), span, path.span());
      case Filling.AnyText any ->
          new Expr.Cast(new Expr.Null(span), new Name("string", span), span);
      case Filling.Itself itself -> reference;
    };
  }

  private static Expr literal(Argument argument, Span span, Span name) {
    return switch (argument) {
      case Argument.OfDuration d ->
          new Expr.Period(d.value().count(), new Name(d.value().grain().text(), span), span);
      case Argument.OfNumber n when n.value().compareTo(ZERO) < 0 ->
          new Expr.Negate(new Expr.Number(n.value().negate(), span), span);
      case Argument.OfNumber n -> new Expr.Number(n.value(), span);
      case Argument.OfText t -> {
        int[] offsets = new int[t.value().length() + 1];
        Arrays.fill(offsets, span.start());
        yield new Expr.Text(t.value(), span, offsets);
      }
      case Argument.OfBoolean b -> new Expr.Bool(b.value(), span);
      case Argument.OfDate d -> {
        LocalDateTime start = d.value().atStartOfDay();
        yield new Expr.Time(start, start.plusDays(1), d.text(), span);
      }
      case Argument.OfMetric m ->
          new Expr.Reference(new Path(List.of(new Name(m.name(), name)), name), span);
    };
  }

  /** Fillings of these arguments. */
  static Map<String, Filling> of(Map<String, Argument> arguments) {
    var fillings = new HashMap<String, Filling>();
    arguments.forEach((name, argument) -> fillings.put(name, new Filling.Of(argument)));
    return fillings;
  }

  /** A value of this kind, for what must be checked without one. */
  static Filling any(Parameter parameter) {
    return Optional.of(parameter.values())
        .filter(v -> !v.isEmpty())
        .<Filling>map(v -> new Filling.Of(v.getFirst()))
        .orElseGet(() ->
            switch (parameter.kind()) {
              case DURATION -> new Filling.Of(new Argument.OfDuration(new Duration(1, Grain.DAY)));
              case NUMBER -> new Filling.Of(new Argument.OfNumber(BigDecimal.ONE));
              case STRING -> new Filling.AnyText();
              case BOOLEAN -> new Filling.Of(new Argument.OfBoolean(true));
              case DATE -> new Filling.Of(new Argument.OfDate(LocalDate.of(2024, 1, 1)));
              case METRIC -> new Filling.Itself();
            });
  }
}
