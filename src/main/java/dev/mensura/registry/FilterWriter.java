package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.model.Catalog;
import dev.mensura.registry.FilterKey.Asked;
import dev.mensura.source.Span;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the filters of a form behind {@code where}. */
final class FilterWriter {
  private final FormText.Builder out;
  private final Catalog catalog;
  private final List<String> bases;
  private final List<Diagnostic> findings;

  /**
   * @param bases the models whose rows are filtered
   */
  FilterWriter(
      FormText.Builder out, Catalog catalog, List<String> bases, List<Diagnostic> findings) {
    this.out = out;
    this.catalog = catalog;
    this.bases = bases;
    this.findings = findings;
  }

  void write(Map<String, JsonNode> filters) {
    String before = " where ";
    for (Map.Entry<String, JsonNode> filter : filters.entrySet()) {
      out.add(before);
      before = " and ";
      Parameter parameter = Parameter.ofFilter(filter.getKey(), filter.getValue());
      var keys = new FilterKey(catalog, bases);
      Set<Asked> readings = keys.readings(filter.getKey());
      if (readings.size() == 1) {
        new One(parameter, filter.getKey(), readings.iterator().next()).write(filter.getValue());
      } else {
        findings.add(keys.problem(filter.getKey(), parameter, readings));
      }
    }
  }

  /** One filter. */
  private final class One {
    private final Parameter parameter;
    private final String key;
    private final FilterField field;
    private final FilterOperator operator;

    One(Parameter parameter, String key, Asked asked) {
      this.parameter = parameter;
      this.key = key;
      this.field = asked.field();
      this.operator = asked.operator();
    }

    void write(JsonNode value) {
      int start = out.length();
      switch (operator) {
        case EQ -> equal(value, "=", "is null");
        case NE -> equal(value, "!=", "is not null");
        case GT -> compare(value, ">");
        case GTE -> compare(value, ">=");
        case LT -> compare(value, "<");
        case LTE -> compare(value, "<=");
        case IN -> in(value, "in");
        case NOT_IN -> in(value, "not in");
        case BETWEEN -> between(value);
        case CONTAINS, STARTS_WITH, ENDS_WITH -> call(value);
        case LIKE -> like(value);
        case IS_NULL -> isNull(value);
      }
      out.since(start, parameter);
    }

    private void equal(JsonNode value, String sign, String ofNull) {
      if (value.isNull()) {
        path();
        out.add(" " + ofNull);
      } else if (value.isArray()) {
        String in = operator == FilterOperator.EQ ? "in" : "not_in";
        String right = stem() + "__" + in;
        findings.add(
            parameter
                .finding(
                    Code.BAD_PARAMETER,
                    parameter.key(),
                    "`%s` has several values; `%s` compares with one.".formatted(key, sign))
                .fix("Write `" + right + "`", right));
      } else {
        compare(value, sign);
      }
    }

    private void compare(JsonNode value, String sign) {
      path();
      out.add(" " + sign + " ");
      literal(value, value, field.type());
    }

    private void in(JsonNode value, String word) {
      if (!value.isArray()) {
        Diagnostic finding = bad("a list of values; " + JsonText.kind(value) + " was found.");
        findings.add(value.isContainerNode() ? finding : fixed(finding, JsonText.list(value)));
        return;
      }
      if (value.isEmpty()) {
        findings.add(bad("a list of values; an empty one was found."));
        return;
      }
      path();
      out.add(" " + word + " (");
      literals(value, ", ");
      out.add(")");
    }

    private void between(JsonNode value) {
      if (!value.isArray() || value.size() != 2) {
        findings.add(bad("a list of two values, the lowest and the highest."));
        return;
      }
      path();
      out.add(" between ");
      literals(value, " and ");
    }

    private void literals(JsonNode values, String separator) {
      String before = "";
      for (JsonNode item : values) {
        out.add(before);
        before = separator;
        if (item.isNull()) {
          findings.add(bad("values; nothing is ever equal to `null`, `__is_null` asks for it."));
        } else {
          literal(item, values, field.type());
        }
      }
    }

    private void call(JsonNode value) {
      if (isText()) {
        out.add(operator.text() + "(");
        path();
        out.add(", ");
        literal(value, value, ValueType.STRING);
        out.add(")");
      }
    }

    private void like(JsonNode value) {
      if (isText()) {
        path();
        out.add(" like ");
        literal(value, value, ValueType.STRING);
      }
    }

    private boolean isText() {
      boolean text = field.type().is(ValueType.Kind.STRING) || field.type().isOpen();
      if (!text) {
        findings.add(
            parameter.finding(
                Code.TYPE_MISMATCH,
                parameter.key(),
                "`%s` is of type `%s`; `%s` asks for a text."
                    .formatted(String.join(".", field.names()), field.type(), operator.text())));
      }
      return text;
    }

    private void isNull(JsonNode value) {
      if (!value.isBoolean()) {
        Diagnostic finding = bad("`true` or `false`; " + JsonText.kind(value) + " was found.");
        boolean said = value.asText().equals("true") || value.asText().equals("false");
        findings.add(
            said ? fixed(finding, JsonText.truth(value.asText().equals("true"))) : finding);
        return;
      }
      path();
      out.add(value.booleanValue() ? " is null" : " is not null");
    }

    /** The key without its operator. */
    private String stem() {
      return String.join(".", field.names());
    }

    private void path() {
      String code = field.code();
      boolean same = key.startsWith(code);
      Span key = parameter.key();
      Span origin = same ? new Span(key.start(), key.start() + code.length()) : key;
      boolean plain = same && parameter.file().text(origin).equals(code);
      out.add(code, parameter, origin, plain ? Part.Content.SAME : Part.Content.OTHER);
    }

    private void literal(JsonNode value, JsonNode whole, ValueType type) {
      var literals = new FilterLiterals(parameter, whole, stem(), type, findings::add);
      Part.Content content = value == whole ? Part.Content.LITERAL : Part.Content.OTHER;
      literals.code(value).ifPresent(code -> out.add(code, parameter, parameter.value(), content));
    }

    private Diagnostic bad(String wanted) {
      return parameter.finding(
          Code.BAD_PARAMETER, "Operator `%s` takes %s".formatted(operator.text(), wanted));
    }

    private static Diagnostic fixed(Diagnostic finding, JsonNode value) {
      String right = JsonText.line(value);
      return finding.fix(
          new Fix("Write `" + right + "`", List.of(new Edit(finding.place(), right))));
    }
  }
}
