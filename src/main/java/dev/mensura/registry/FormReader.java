package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.source.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the parameters of a form. */
final class FormReader {
  static final List<String> KNOWN =
      List.of(
          "name",
          "type",
          "model",
          "description",
          "dimension",
          "fraction",
          "numerator",
          "denominator",
          "sql",
          "filters",
          "tags",
          "label",
          "owner",
          "unit",
          "format",
          "synonyms");

  private final ObjectNode parameters;
  private final List<Diagnostic> findings = new ArrayList<>();

  FormReader(ObjectNode parameters) {
    this.parameters = parameters;
  }

  /** What of an entry is a form; its unit is what the compiler found. */
  static ObjectNode parametersOf(ObjectNode entry) {
    ObjectNode parameters = JsonText.object();
    entry.properties().stream()
        .filter(e -> KNOWN.contains(e.getKey()) && !e.getKey().equals("unit"))
        .forEach(e -> parameters.set(e.getKey(), e.getValue()));
    return parameters;
  }

  Compiled<DefinitionForm> read() {
    parameters.properties().forEach(e -> known(e.getKey(), e.getValue()));
    String name = needed("name");
    String type = needed("type");
    var form =
        new DefinitionForm(
            name,
            type,
            text("model"),
            text("dimension"),
            number("fraction"),
            text("numerator"),
            text("denominator"),
            text("sql"),
            filters(),
            new DefinitionForm.About(
                text("label"),
                text("description"),
                texts("tags"),
                text("owner"),
                text("unit"),
                text("format"),
                texts("synonyms")));
    return findings.isEmpty() ? Compiled.of(form) : Compiled.not(findings);
  }

  private void known(String key, JsonNode value) {
    if (KNOWN.contains(key)) {
      return;
    }
    Parameter parameter = Parameter.of(key, value);
    Diagnostic finding =
        parameter.finding(
            Code.UNKNOWN_PARAMETER,
            parameter.key(),
            "A definition has no parameter `" + shown(key) + "`.");
    findings.add(
        Nearest.to(key, KNOWN)
            .map(near ->
                finding.note("Did you mean `" + near + "`?").fix("Write `" + near + "`", near))
            .orElseGet(() -> finding.note("There are: " + FormRules.list(KNOWN) + ".")));
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private String needed(String key) {
    Optional<String> text = text(key);
    JsonNode given = parameters.path(key);
    if (text.isEmpty() && (given.isMissingNode() || given.isNull() || given.isTextual())) {
      findings.add(
          Parameter.of(key, given).finding(Code.BAD_PARAMETER, "`" + key + "` is missing."));
    }
    return text.orElse("");
  }

  /** A text; one without a character stands for none. */
  private Optional<String> text(String key) {
    JsonNode value = parameters.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      findings.add(bad(key, value, "a text"));
      return Optional.empty();
    }
    return Optional.of(value.textValue()).filter(t -> !t.isBlank());
  }

  private Optional<BigDecimal> number(String key) {
    JsonNode value = parameters.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    Optional<BigDecimal> number = JsonText.decimal(value);
    if (number.isEmpty()) {
      findings.add(bad(key, value, "a number"));
    }
    return number;
  }

  private List<String> texts(String key) {
    JsonNode value = parameters.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> {
        if (item.isTextual()) {
          texts.add(item.textValue());
        }
      });
    }
    if (!value.isArray() || texts.size() < value.size()) {
      findings.add(notTexts(key, value));
    }
    return texts;
  }

  private static Diagnostic notTexts(String key, JsonNode value) {
    for (JsonNode item : value) {
      if (value.isArray() && !item.isTextual()) {
        String message = "`%s` takes a list of texts; one of its items is %s.";
        return Parameter.of(key, value)
            .finding(Code.BAD_PARAMETER, message.formatted(key, JsonText.kind(item)));
      }
    }
    Diagnostic finding = bad(key, value, "a list of texts");
    return value.isTextual() ? listed(finding, value) : finding;
  }

  private static Diagnostic listed(Diagnostic finding, JsonNode text) {
    String list = "[" + JsonText.line(text) + "]";
    Place place = finding.place();
    return finding.fix(new Fix("Write `" + list + "`", List.of(new Edit(place, list))));
  }

  private SequencedMap<String, JsonNode> filters() {
    JsonNode value = parameters.path("filters");
    var filters = new LinkedHashMap<String, JsonNode>();
    if (value.isObject()) {
      value.properties().forEach(e -> filters.put(e.getKey(), e.getValue()));
    } else if (!value.isMissingNode() && !value.isNull()) {
      Diagnostic finding = bad("filters", value, "an object of fields and values");
      findings.add(finding.note("`{\"login_count__gt\": 100}` is one."));
    }
    return filters;
  }

  private static Diagnostic bad(String key, JsonNode value, String wanted) {
    return Parameter.of(key, value)
        .finding(
            Code.BAD_PARAMETER,
            "`" + key + "` takes " + wanted + "; " + JsonText.kind(value) + " was found.");
  }
}
