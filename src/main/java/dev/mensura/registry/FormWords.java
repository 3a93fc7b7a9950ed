package dev.mensura.registry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.registry.FilterKey.Asked;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters as words of a command line, which have no types: a word takes that of its field. */
public final class FormWords {
  private FormWords() {}

  /**
   * The value of a filter. What can't be of the field's type stays a text, so that the form says
   * what is wrong with it.
   *
   * @param key a field, with or without an operator
   * @param words the value; several are separated by commas where the operator takes several
   * @param model whose rows are filtered; none or an unknown one: values are what they look like
   */
  public static JsonNode value(String key, String words, Optional<String> model, Catalog catalog) {
    Optional<String> base = model.filter(m -> catalog.model(m).isPresent());
    Set<Asked> readings =
        base.map(b -> new FilterKey(catalog, List.of(b)).readings(key)).orElse(Set.of());
    if (readings.size() != 1) {
      return likely(words);
    }
    Asked asked = readings.iterator().next();
    ValueType type = asked.field().type();
    return switch (asked.operator()) {
      case IN, NOT_IN, BETWEEN -> {
        ArrayNode items = JsonText.list();
        for (String word : List.of(words.split(",", -1))) {
          items.add(value(word.strip(), type));
        }
        yield items;
      }
      case IS_NULL -> value(words, ValueType.BOOLEAN);
      case EQ, NE, GT, GTE, LT, LTE, CONTAINS, STARTS_WITH, ENDS_WITH, LIKE -> value(words, type);
    };
  }

  private static JsonNode value(String word, ValueType type) {
    if (type.isNumeric()) {
      return number(word).orElse(JsonText.text(word));
    }
    boolean truth = word.equals("true") || word.equals("false");
    return type.is(ValueType.Kind.BOOLEAN) && truth
        ? JsonText.truth(word.equals("true"))
        : JsonText.text(word);
  }

  private static JsonNode likely(String word) {
    return word.equals("true") || word.equals("false")
        ? JsonText.truth(word.equals("true"))
        : number(word).orElse(JsonText.text(word));
  }

  private static Optional<JsonNode> number(String word) {
    return word.matches("-?\\d{1,40}(\\.\\d{1,40})?")
        ? Optional.of(JsonText.number(new BigDecimal(word)))
        : Optional.empty();
  }

  /** A parameter that is an object in JSON. */
  public static Compiled<ObjectNode> object(String parameter, String json) {
    var file = new SourceFile("<" + parameter + ">", json);
    try {
      JsonNode read = JsonText.read(json);
      if (read instanceof ObjectNode object) {
        return Compiled.of(object);
      }
      String message =
          "`%s` takes an object in JSON; %s was found.".formatted(parameter, JsonText.kind(read));
      return Compiled.not(finding(file, new Span(0, json.length()), message));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      int offset = at == null ? 0 : Math.clamp(at.getCharOffset(), 0, json.length());
      String message = "`%s` is not JSON from here on.".formatted(parameter);
      return Compiled.not(finding(file, new Span(offset, json.length()), message));
    }
  }

  private static Diagnostic finding(SourceFile file, Span span, String message) {
    return Diagnostic.of(Code.BAD_PARAMETER, new Place(file, span), message)
        .note("`{\"login_count__gt\": 100}` is an object.");
  }
}
