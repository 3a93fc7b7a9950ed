package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Values of filters between JSON and the language. What a value is, its field's type says: a text
 * is never taken for a number.
 */
final class FilterLiterals {
  /** The most digits of a number, on either side of its point. */
  private static final int MOST_DIGITS = 38;

  private static final String TIMES =
      "Times are texts: `\"2024-05-31\"`, `\"2024-05-31T10:30\"`, `\"2024-05\"`, `\"2024-Q2\"`.";

  private final Parameter parameter;
  private final JsonNode whole;
  private final String field;
  private final ValueType type;
  private final Consumer<Diagnostic> findings;

  /**
   * @param whole the value of the parameter, of which a literal may be an item
   * @param field how findings call the field
   */
  FilterLiterals(
      Parameter parameter,
      JsonNode whole,
      String field,
      ValueType type,
      Consumer<Diagnostic> findings) {
    this.parameter = parameter;
    this.whole = whole;
    this.field = field;
    this.type = type;
    this.findings = findings;
  }

  /** A value in the language's spelling; none after saying what is wrong with it. */
  Optional<String> code(JsonNode value) {
    if (value.isContainerNode() || value.isNull()) {
      String found = JsonText.kind(value);
      findings.accept(
          parameter.finding(
              Code.BAD_PARAMETER,
              "A value of `%s` is needed; %s was found.".formatted(field, found)));
      return Optional.empty();
    }
    return switch (type.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> value.isNumber() ? number(value) : mismatch(value);
      case STRING -> value.isTextual() ? text(value.textValue()) : mismatch(value);
      case BOOLEAN -> value.isBoolean() ? Optional.of(value.toString()) : mismatch(value);
      case DATE, TIMESTAMP, TIMESTAMPTZ -> value.isTextual() ? time(value) : mismatch(value);
      case TIME, DURATION, NULL, UNKNOWN -> plain(value);
    };
  }

  /** Of a type that JSON has no values of: the checker says what is right. */
  private Optional<String> plain(JsonNode value) {
    if (value.isNumber()) {
      return number(value);
    }
    return value.isTextual() ? text(value.textValue()) : Optional.of(value.toString());
  }

  private Optional<String> number(JsonNode value) {
    Optional<BigDecimal> number = JsonText.decimal(value);
    boolean fits =
        number
            .filter(n -> n.precision() - n.scale() <= MOST_DIGITS && n.scale() <= MOST_DIGITS)
            .isPresent();
    if (!fits) {
      findings.accept(
          parameter.finding(
              Code.BAD_NUMBER,
              "The number has more digits than the %d that a value can have."
                  .formatted(MOST_DIGITS)));
      return Optional.empty();
    }
    return number.map(BigDecimal::toPlainString);
  }

  private Optional<String> text(String text) {
    Optional<String> odd = TextLiteral.oddCharacter(text);
    odd.ifPresent(o ->
        findings.accept(
            parameter.finding(
                Code.BAD_PARAMETER, "The value holds " + o + ", which no text may hold.")));
    return odd.isEmpty() ? Optional.of(TextLiteral.of(text)) : Optional.empty();
  }

  private Optional<String> time(JsonNode value) {
    String text = value.textValue().strip().replace(' ', 'T');
    String code = "@" + (text.startsWith("@") ? text.substring(1) : text);
    var file = new SourceFile("<time>", code);
    boolean reads =
        code.matches("@[0-9A-Za-z:.@-]{1,60}")
            && Parser.parseExpression(file, new Span(0, code.length()), code)
                .expr()
                .filter(e -> e instanceof Expr.Time || e instanceof Expr.FiscalTime)
                .isPresent();
    if (!reads) {
      findings.accept(
          parameter
              .finding(
                  Code.BAD_TIME,
                  "`%s` is of type `%s`, and %s does not read as a time."
                      .formatted(field, type, JsonText.shown(value)))
              .note(TIMES));
      return Optional.empty();
    }
    return Optional.of(code);
  }

  private Optional<String> mismatch(JsonNode value) {
    Diagnostic finding =
        parameter.finding(
            Code.TYPE_MISMATCH,
            "`%s` is of type `%s`; %s %s was found."
                .formatted(field, type, JsonText.kind(value), JsonText.shown(value)));
    Optional<JsonNode> right = meant(value);
    if (right.isPresent()) {
      JsonNode all = replaced(value, right.get());
      Place place = finding.place();
      finding =
          finding.fix(
              new Fix(
                  "Write `" + JsonText.shown(right.get()) + "`",
                  List.of(new Edit(place, JsonText.line(all)))));
    } else if (type.isTemporal()) {
      finding = finding.note(TIMES);
    }
    findings.accept(finding);
    return Optional.empty();
  }

  private JsonNode replaced(JsonNode value, JsonNode right) {
    if (!(whole instanceof ArrayNode items)) {
      return right;
    }
    ArrayNode all = items.arrayNode();
    items.forEach(item -> all.add(item.equals(value) ? right : meant(item).orElse(item)));
    return all;
  }

  /** The value of the right type that looks the same. */
  private Optional<JsonNode> meant(JsonNode value) {
    String text = value.asText().strip();
    if (type.is(Kind.STRING)) {
      return value.isTextual() ? Optional.empty() : Optional.of(JsonText.text(text));
    }
    if (type.is(Kind.BOOLEAN)) {
      return text.equals("true") || text.equals("false")
          ? Optional.of(JsonText.truth(text.equals("true")))
          : Optional.empty();
    }
    if (type.isTemporal()) {
      return value.isInt() && text.matches("[12]\\d{3}")
          ? Optional.of(JsonText.text(text))
          : Optional.empty();
    }
    return text.matches("-?\\d{1,30}(\\.\\d{1,30})?") && value.isTextual()
        ? Optional.of(JsonText.number(new BigDecimal(text)))
        : Optional.empty();
  }

  /** A literal of the language in JSON; none for what is no value. */
  static Optional<JsonNode> json(Expr literal) {
    return switch (literal) {
      case Expr.Number n -> Optional.of(JsonText.number(n.value()));
      case Expr.Negate n when n.value() instanceof Expr.Number number ->
          Optional.of(JsonText.number(number.value().negate()));
      case Expr.Text t -> Optional.of(JsonText.text(t.value()));
      case Expr.Bool b -> Optional.of(JsonText.truth(b.value()));
      case Expr.Time t -> Optional.of(JsonText.text(t.text().substring(1)));
      case Expr.FiscalTime t -> Optional.of(JsonText.text(t.text().substring(1)));
      case Expr other -> Optional.empty();
    };
  }

  /** A literal in JSON, if it is a value of the type. */
  static Optional<JsonNode> json(Expr literal, ValueType type) {
    Optional<JsonNode> value = json(literal);
    boolean time = literal instanceof Expr.Time || literal instanceof Expr.FiscalTime;
    return value.filter(v ->
        switch (type.kind()) {
          case INTEGER, DECIMAL, DOUBLE -> v.isNumber();
          case STRING -> v.isTextual() && !time;
          case BOOLEAN -> v.isBoolean();
          case DATE, TIMESTAMP, TIMESTAMPTZ -> v.isTextual();
          case TIME, DURATION, NULL, UNKNOWN -> false;
        });
  }
}
