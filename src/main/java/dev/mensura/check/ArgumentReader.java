package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Parameter;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what is given for a parameter: a value that is written out, or the name of a metric. */
final class ArgumentReader {
  private final Grains grains;
  private final Findings findings;
  private final Function<Expr, Optional<Argument>> metrics;

  /**
   * @param metrics what a metric's name or a call of a family stands for; none after saying why
   */
  ArgumentReader(Scope scope, Findings findings, Function<Expr, Optional<Argument>> metrics) {
    this.grains = new Grains(scope.catalog().calendar());
    this.findings = findings;
    this.metrics = metrics;
  }

  /**
   * The value of an expression that fits a parameter; none after saying what is wrong with it.
   *
   * @param owner the parameter, as messages name it
   */
  Optional<Argument> read(Parameter parameter, String owner, Expr expr) {
    if (parameter.kind() == Parameter.Kind.METRIC) {
      return metric(owner, expr);
    }
    Optional<Argument> value = literal(expr);
    if (value.isEmpty() && expr instanceof Expr.Period) {
      return Optional.empty();
    }
    if (value.isEmpty() || Parameter.Kind.of(value.get()) != parameter.kind()) {
      findings.add(mismatch(parameter, owner, expr));
      return Optional.empty();
    }
    return isListed(parameter, owner, value.get(), expr) ? value : Optional.empty();
  }

  private Optional<Argument> metric(String owner, Expr expr) {
    if (expr instanceof Expr.Reference r && r.path().isSimple() || expr instanceof Expr.Call) {
      return metrics.apply(expr);
    }
    String text = text(expr);
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            findings.place(expr.span()),
            "`" + text + "` is no metric's name; " + owner + " takes one.");
    boolean literal = literal(expr).isPresent() || expr instanceof Expr.Null;
    findings.add(
        literal
            ? finding
            : finding.note("`metric name = " + text + "` declares one that has a name."));
    return Optional.empty();
  }

  /** What is written out; none if it is something else, or a duration of an unknown unit. */
  Optional<Argument> literal(Expr expr) {
    return switch (expr) {
      case Expr.Number n -> Optional.of(new Argument.OfNumber(n.value()));
      case Expr.Negate negate when negate.value() instanceof Expr.Number n ->
          Optional.of(new Argument.OfNumber(n.value().negate()));
      case Expr.Text t -> Optional.of(new Argument.OfText(t.value()));
      case Expr.Bool b -> Optional.of(new Argument.OfBoolean(b.value()));
      case Expr.Period p -> duration(p);
      case Expr.Time t -> day(t).map(Argument.OfDate::new);
      default -> Optional.empty();
    };
  }

  private Optional<Argument> duration(Expr.Period period) {
    return grains
        .periods(period.unit(), findings)
        .map(grain -> new Argument.OfDuration(new Duration(period.count(), grain)));
  }

  private static Optional<LocalDate> day(Expr.Time time) {
    LocalDateTime end = time.end();
    LocalDate day = time.start().toLocalDate();
    boolean whole =
        time.start().equals(day.atStartOfDay()) && day.plusDays(1).atStartOfDay().equals(end);
    return whole ? Optional.of(day) : Optional.empty();
  }

  private Diagnostic mismatch(Parameter parameter, String owner, Expr expr) {
    Parameter.Kind kind = parameter.kind();
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            findings.place(expr.span()),
            "`"
                + text(expr)
                + "` is "
                + what(expr)
                + "; "
                + owner
                + " takes "
                + kind.words()
                + ".");
    return fix(kind, expr)
        .map(right -> finding.fix("Write `" + right + "`", right))
        .orElseGet(() -> finding.note("For example `" + example(parameter) + "`."));
  }

  private static String example(Parameter parameter) {
    return parameter.values().isEmpty()
        ? parameter.kind().example()
        : parameter.values().getFirst().text();
  }

  /** What was probably meant. */
  private Optional<String> fix(Parameter.Kind kind, Expr expr) {
    return switch (kind) {
      case DURATION ->
          expr instanceof Expr.Number n && n.value().scale() <= 0
              ? Optional.of(n.value().toPlainString() + " days")
              : Optional.empty();
      case DATE ->
          expr instanceof Expr.Text t && t.value().matches("\\d{4}-\\d\\d-\\d\\d")
              ? Optional.of("@" + t.value())
              : Optional.empty();
      case STRING ->
          expr instanceof Expr.Reference r && r.path().isSimple()
              ? Optional.of("'" + r.path().text() + "'")
              : Optional.empty();
      case NUMBER, BOOLEAN, METRIC -> Optional.empty();
    };
  }

  private static String what(Expr expr) {
    return switch (expr) {
      case Expr.Number n -> "a number";
      case Expr.Negate n when n.value() instanceof Expr.Number -> "a number";
      case Expr.Text t -> "a text";
      case Expr.Bool b -> "true or false";
      case Expr.Period p -> "a duration";
      case Expr.Time t -> day(t).isPresent() ? "a date" : "a span of time";
      case Expr.FiscalTime t -> "a span of time";
      case Expr.Reference r -> "a name";
      default -> "not written out";
    };
  }

  private boolean isListed(Parameter parameter, String owner, Argument value, Expr expr) {
    List<Argument> values = parameter.values();
    if (values.isEmpty() || values.contains(value)) {
      return true;
    }
    List<String> known = values.stream().map(Argument::text).toList();
    Diagnostic finding =
        Diagnostic.of(
                Code.UNKNOWN_VALUE,
                findings.place(expr.span()),
                "`" + value.text() + "` is none of the values of " + owner + ".")
            .note(
                "It is one of "
                    + String.join(", ", known.stream().map(k -> "`" + k + "`").toList())
                    + ".");
    findings.add(
        Nearest.to(value.text(), known)
            .map(near -> finding.fix("Write `" + near + "`", near))
            .orElse(finding));
    return false;
  }

  private String text(Expr expr) {
    String text = findings.text(expr.span()).strip().replaceAll("\\s+", " ");
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }
}
