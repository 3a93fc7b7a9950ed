package dev.mensura.check;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import dev.mensura.type.Additivity;
import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says how the parts of a metric become the whole. */
final class Additivities {
  private final Function<String, Signature> signatures;

  Additivities(Function<String, Signature> signatures) {
    this.signatures = signatures;
  }

  Additivity of(MetricExpr expr) {
    return switch (expr) {
      case MetricExpr.Aggregated a -> of(a.function());
      case MetricExpr.Constant c -> Additivity.CONSTANT;
      case MetricExpr.Reference r -> signatures.apply(r.metric()).additivity();
      case MetricExpr.Filtered f -> of(f.value());
      case MetricExpr.Dated d -> of(d.value());
      case MetricExpr.Moved m -> notOverTime(of(m.value()));
      case MetricExpr.Across a -> mixed(List.of(of(a.value())));
      case MetricExpr.Marked m -> notOverTime(of(m.value()));
      case MetricExpr.Filled f -> of(f.value());
      case MetricExpr.Detail d -> detail(d);
      case MetricExpr.Call c -> {
        List<Additivity> parts = c.arguments().stream().map(this::of).toList();
        boolean overTime =
            parts.stream().allMatch(p -> p.overTime() || is(p, Additivity.Kind.NONE));
        yield overTime ? of(c, parts) : notOverTime(of(c, parts));
      }
    };
  }

  /** Periods that read the same rows don't add up. */
  private static Additivity notOverTime(Additivity additivity) {
    return is(additivity, Additivity.Kind.CONSTANT)
        ? additivity
        : new Additivity(additivity.kind(), false);
  }

  /** A sum of values per key adds up as they do; all else only from the rows. */
  private Additivity detail(MetricExpr.Detail detail) {
    boolean sums =
        detail.function() == Aggregate.SUM
            && detail.having().isEmpty()
            && detail.value().map(this::of).equals(Optional.of(Additivity.SUM));
    return sums ? Additivity.SUM : Additivity.NONE;
  }

  private static Additivity of(Aggregate function) {
    return switch (function) {
      case COUNT, SUM -> Additivity.SUM;
      case MIN, ALL_TRUE -> Additivity.MIN;
      case MAX, ANY_TRUE -> Additivity.MAX;
      case AVG, STDDEV, VARIANCE -> Additivity.FROM_PARTS;
      case COUNT_DISTINCT,
          APPROX_COUNT_DISTINCT,
          MEDIAN,
          PERCENTILE,
          PERCENTILE_DISC,
          APPROX_PERCENTILE ->
          Additivity.NONE;
    };
  }

  private static Additivity of(MetricExpr.Call call, List<Additivity> parts) {
    return switch (call.function()) {
      case NEGATE -> negated(parts.getFirst());
      // Where one term can be null, a group without it has no value, and the total has it.
      case PLUS, MINUS ->
          all(parts, Additivity.Kind.SUM)
                  && call.arguments().stream().noneMatch(MetricExpr::nullable)
              ? Additivity.SUM
              : mixed(parts);
      case TIMES -> {
        boolean scaled =
            is(parts.get(0), Additivity.Kind.SUM) && is(parts.get(1), Additivity.Kind.CONSTANT)
                || is(parts.get(1), Additivity.Kind.SUM)
                    && is(parts.get(0), Additivity.Kind.CONSTANT);
        yield scaled ? Additivity.SUM : mixed(parts);
      }
      case DIVIDE ->
          is(parts.get(0), Additivity.Kind.SUM) && is(parts.get(1), Additivity.Kind.CONSTANT)
              ? Additivity.SUM
              : mixed(parts);
      case CAST ->
          call.type().isNumeric() && call.type().scale() > 0 ? parts.getFirst() : mixed(parts);
      case COALESCE -> isZero(call.arguments()) ? parts.getFirst() : notAdditive(parts);
      default -> mixed(parts);
    };
  }

  private static boolean is(Additivity additivity, Additivity.Kind kind) {
    return additivity.kind() == kind;
  }

  private static boolean all(List<Additivity> parts, Additivity.Kind kind) {
    return parts.stream().allMatch(p -> is(p, kind));
  }

  private static Additivity negated(Additivity additivity) {
    return switch (additivity.kind()) {
      case MIN -> Additivity.MAX;
      case MAX -> Additivity.MIN;
      case SUM, FROM_PARTS, NONE, CONSTANT -> additivity;
    };
  }

  /** {@code default 0} leaves a sum a sum: an absent group adds nothing. */
  private static boolean isZero(List<MetricExpr> arguments) {
    return arguments.size() == 2
        && arguments.get(1) instanceof MetricExpr.Constant c
        && c.value() instanceof BigDecimal number
        && number.signum() == 0;
  }

  private static Additivity notAdditive(List<Additivity> parts) {
    return all(parts, Additivity.Kind.CONSTANT) ? Additivity.CONSTANT : Additivity.NONE;
  }

  private static Additivity mixed(List<Additivity> parts) {
    if (all(parts, Additivity.Kind.CONSTANT)) {
      return Additivity.CONSTANT;
    }
    boolean holistic = parts.stream().anyMatch(p -> is(p, Additivity.Kind.NONE));
    return holistic ? Additivity.NONE : Additivity.FROM_PARTS;
  }
}
