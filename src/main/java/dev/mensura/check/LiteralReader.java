package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Field;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the literals of tests as values of a type. */
final class LiteralReader {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final MetricTyper typer;
  private final Findings findings;

  LiteralReader(Scope scope, Findings findings) {
    this.typer = new MetricTyper(scope, findings);
    this.findings = findings;
  }

  /** A literal's value; one that is no literal, or doesn't fit, is reported and is none. */
  record Read(@Nullable Object value) {}

  static boolean isLiteral(Expr expr) {
    return switch (expr) {
      case Expr.Number n -> true;
      case Expr.Text t -> true;
      case Expr.Bool b -> true;
      case Expr.Null n -> true;
      case Expr.Time t -> true;
      case Expr.FiscalTime t -> true;
      case Expr.Period p -> true;
      case Expr.Negate n -> n.value() instanceof Expr.Number;
      default -> false;
    };
  }

  /**
   * A value as a row can hold it.
   *
   * @param grain the period whose start a time has to be; none: any
   * @param whose the words that name what holds it
   */
  Optional<Read> value(Expr literal, ValueType type, Optional<Grain> grain, String whose) {
    return literal instanceof Expr.Null
        ? Optional.of(new Read(null))
        : type.isTemporal() ? time(literal, type, grain, whose) : other(literal, type, whose);
  }

  /** A value that another one is compared with: a time lies in a span. */
  Optional<Read> expected(Expr literal, ValueType type, String whose) {
    if (!type.isTemporal() || literal instanceof Expr.Null) {
      return value(literal, type, Optional.empty(), whose);
    }
    return span(literal, type, whose)
        .map(time -> new Read(new TimeSpan.Fixed(time.start(), time.end())));
  }

  private Optional<Read> other(Expr literal, ValueType type, String whose) {
    return switch (type.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> number(literal, type, whose);
      case STRING ->
          literal instanceof Expr.Text t
              ? Optional.of(new Read(t.value()))
              : mismatch(literal, type, whose);
      case BOOLEAN ->
          literal instanceof Expr.Bool b
              ? Optional.of(new Read(b.value()))
              : mismatch(literal, type, whose);
      case TIME -> timeOfDay(literal, type, whose);
      case DURATION -> seconds(literal, type, whose);
      // What is wrong with the type is reported where it stands.
      case NULL, UNKNOWN -> Optional.empty();
      case DATE, TIMESTAMP, TIMESTAMPTZ -> throw new IllegalArgumentException("a time: " + type);
    };
  }

  private Optional<Read> number(Expr literal, ValueType type, String whose) {
    BigDecimal value =
        switch (literal) {
          case Expr.Number n -> n.value();
          case Expr.Negate n when n.value() instanceof Expr.Number number ->
              number.value().negate();
          default -> null;
        };
    if (value == null) {
      return mismatch(literal, type, whose);
    }
    BigDecimal bare = value.stripTrailingZeros();
    boolean fits =
        switch (type.kind()) {
          case INTEGER -> bare.scale() <= 0 && isSmall(bare);
          case DECIMAL ->
              bare.scale() <= type.scale()
                  && bare.precision() - bare.scale() <= type.precision() - type.scale();
          default -> true;
        };
    if (!fits) {
      findings.add(
          Code.TYPE_MISMATCH,
          literal.span(),
          "`%s` does not fit: %s is %s.".formatted(text(literal), whose, Article.a(type)));
      return Optional.empty();
    }
    return Optional.of(new Read(value.scale() < 0 ? value.setScale(0) : value));
  }

  private static boolean isSmall(BigDecimal whole) {
    return whole.precision() - whole.scale() <= 19
        && whole.toBigInteger().abs().compareTo(LARGEST) <= 0;
  }

  private Optional<Read> timeOfDay(Expr literal, ValueType type, String whose) {
    if (!(literal instanceof Expr.Text text)) {
      return mismatch(literal, type, whose);
    }
    try {
      return Optional.of(new Read(LocalTime.parse(text.value())));
    } catch (DateTimeException e) {
      findings.add(
          Code.BAD_TIME,
          literal.span(),
          "`%s` is no time of day, as `'09:30'` is one.".formatted(text.value()));
      return Optional.empty();
    }
  }

  private Optional<Read> seconds(Expr literal, ValueType type, String whose) {
    if (!(literal instanceof Expr.Period period)) {
      return mismatch(literal, type, whose);
    }
    Optional<Duration> length = typer.duration(period);
    Optional<BigDecimal> seconds = length.flatMap(Duration::seconds);
    if (length.isPresent() && seconds.isEmpty()) {
      findings.add(
          Code.TYPE_MISMATCH,
          literal.span(),
          "`" + text(literal) + "` is no fixed length of time; days and weeks are.");
    }
    return seconds.map(Read::new);
  }

  private Optional<Read> time(Expr literal, ValueType type, Optional<Grain> grain, String whose) {
    Optional<Expr.Time> span = span(literal, type, whose);
    if (span.isEmpty()) {
      return Optional.empty();
    }
    LocalDateTime start = span.get().start();
    LocalDateTime end = span.get().end();
    boolean dated = type.is(Kind.DATE);
    Grain widest = grain.orElse(Grain.DAY);
    boolean starts = grain.isEmpty() || grain.get().start(start).equals(start);
    boolean narrow = end != null && !end.isAfter(widest.plus(widest.start(start), 1));
    boolean hasHour = dated && !Grain.DAY.start(start).equals(start);
    if (!narrow || !starts || hasHour) {
      String needed =
          grain
              .map(g -> "the start of " + Article.a(g.text()))
              .orElse(dated ? "a day, as `@2024-05-31` is one" : "a day or a time of day");
      findings.add(
          Code.TYPE_MISMATCH,
          literal.span(),
          "%s holds %s, which `%s` is not.".formatted(capital(whose), needed, text(literal)));
      return Optional.empty();
    }
    return Optional.of(new Read(dated ? start.toLocalDate() : start));
  }

  private Optional<Expr.Time> span(Expr literal, ValueType type, String whose) {
    boolean speaksOfTime = literal instanceof Expr.Time || literal instanceof Expr.Text;
    if (!speaksOfTime) {
      mismatch(literal, type, whose);
      return Optional.empty();
    }
    Optional<Expr.Time> time = new TimeTests<>(typer).asTime(literal);
    if (time.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_TIME,
                  findings.place(literal.span()),
                  "%s is %s, and `%s` does not read as a time."
                      .formatted(capital(whose), Article.a(type), text(literal)))
              .note("`@2024-05-31` and `@2024-05-31T10:30` are times."));
    }
    return time;
  }

  private Optional<Read> mismatch(Expr literal, ValueType type, String whose) {
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            findings.place(literal.span()),
            "%s is %s, and `%s` is %s."
                .formatted(
                    capital(whose), Article.a(type), text(literal), Article.a(kind(literal))));
    Optional<String> instead = instead(literal, type);
    findings.add(instead.map(t -> finding.fix("Write `" + t + "`", t)).orElse(finding));
    return Optional.empty();
  }

  /** What may have been meant: texts without quotes, numbers and truths with them, bare years. */
  private Optional<String> instead(Expr literal, ValueType type) {
    String text = text(literal);
    if (literal instanceof Expr.Text t) {
      boolean number = type.isNumeric() && t.value().matches("-?\\d+(\\.\\d+)?");
      boolean truth = type.is(Kind.BOOLEAN) && t.value().matches("true|false");
      return number || truth ? Optional.of(t.value()) : Optional.empty();
    }
    if (literal instanceof Expr.Period) {
      return Optional.empty();
    }
    return type.is(Kind.STRING) ? Optional.of("'" + text + "'") : Optional.empty();
  }

  private static String kind(Expr literal) {
    return switch (literal) {
      case Expr.Text t -> "text";
      case Expr.Bool b -> "condition";
      case Expr.Time t -> "time";
      case Expr.FiscalTime t -> "time";
      case Expr.Period p -> "length of time";
      default -> "number";
    };
  }

  /** A text that is none of a field's closed values. */
  void closed(Expr literal, Field field) {
    if (!field.isClosed() || literal instanceof Expr.Null) {
      return;
    }
    String value =
        switch (literal) {
          case Expr.Text t -> t.value();
          case Expr.Number n -> n.value().toPlainString();
          default -> text(literal);
        };
    if (field.values().containsKey(value)) {
      return;
    }
    Diagnostic finding =
        Diagnostic.of(
                Code.UNKNOWN_VALUE,
                findings.place(literal.span()),
                "`" + field.name() + "` is never `" + value + "`.")
            .note("It is one of " + Findings.quoted(field.values().keySet()) + ".")
            .related(field.place(), "declared here");
    findings.add(
        Nearest.to(value, List.copyOf(field.values().keySet()))
            .map(near -> finding.fix("Write `" + near + "`", written(literal, near)))
            .orElse(finding));
  }

  private static String written(Expr literal, String value) {
    return literal instanceof Expr.Text ? "'" + value.replace("'", "''") + "'" : value;
  }

  private String text(Expr expr) {
    return typer.shortText(expr.span());
  }

  private static String capital(String words) {
    return words.startsWith("`")
        ? words
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
