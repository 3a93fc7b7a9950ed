package dev.mensura.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an agent said, so that findings can speak of its parameters. A finding in a file {@code
 * <where>} is about the parameter {@code where}; {@code <metrics[1]>} is an item of a list, {@code
 * <filters.plan>} a value of an object.
 *
 * @param arguments as they came
 */
record Said(ObjectNode arguments) {
  static final Said NOTHING = new Said(Json.object());

  /** The parameter that a place lies in; none if it is in a file. */
  Optional<String> parameter(Place place) {
    String path = place.file().path();
    boolean named = path.length() > 2 && path.startsWith("<") && path.endsWith(">");
    if (!named) {
      return Optional.empty();
    }
    String name = path.substring(1, path.length() - 1);
    // What a live project calls the metric that was named is a parameter of another name here.
    boolean isName = name.equals("metric") && arguments.has("name") && !arguments.has("metric");
    return Optional.of(isName ? "name" : name);
  }

  /**
   * The parameters that a fix changes, each with its whole new value; nothing if the fix also
   * changes a file, or what can't be put back into a parameter.
   */
  ObjectNode corrected(Fix fix) {
    ObjectNode corrected = Json.object();
    var byPath = new TreeMap<String, List<Edit>>();
    for (Edit edit : fix.edits()) {
      byPath.computeIfAbsent(edit.place().file().path(), p -> new ArrayList<>()).add(edit);
    }
    for (List<Edit> edits : byPath.values()) {
      Place first = edits.getFirst().place();
      Optional<String> parameter = parameter(first);
      boolean put =
          parameter.isPresent()
              && put(corrected, parameter.get(), first.file(), applied(first.file(), edits));
      if (!put) {
        return Json.object();
      }
    }
    return corrected;
  }

  private static String applied(SourceFile file, List<Edit> edits) {
    var text = new StringBuilder(file.text());
    edits.stream()
        .sorted(Comparator.comparing((Edit e) -> e.place().span().start()).reversed())
        .forEach(e -> text.replace(e.place().span().start(), e.place().span().end(), e.text()));
    return text.toString();
  }

  private boolean put(ObjectNode corrected, String parameter, SourceFile file, String text) {
    int bracket = parameter.indexOf('[');
    if (bracket > 0 && parameter.endsWith("]")) {
      String list = parameter.substring(0, bracket);
      int index = Integer.parseInt(parameter.substring(bracket + 1, parameter.length() - 1));
      ArrayNode items = arguments.path(list).deepCopy() instanceof ArrayNode a ? a : Json.array();
      if (corrected.get(list) instanceof ArrayNode already) {
        items = already;
      }
      if (index >= items.size()) {
        return false;
      }
      items.set(index, text);
      corrected.set(list, items);
      return true;
    }
    JsonNode before = arguments.path(parameter);
    if (before.isTextual() && before.asText().equals(file.text())) {
      corrected.set(parameter, JsonNodeFactory.instance.textNode(text));
      return true;
    }
    return member(text).filter(m -> putMember(corrected, parameter, m)).isPresent();
  }

  /** A text {@code "key": value}, as findings about the structured form are placed in. */
  private static Optional<ObjectNode> member(String text) {
    try {
      return Json.mapper().readTree("{" + text + "}") instanceof ObjectNode member
              && member.size() == 1
          ? Optional.of(member)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private boolean putMember(ObjectNode corrected, String parameter, ObjectNode member) {
    Map.Entry<String, JsonNode> entry = member.properties().iterator().next();
    int dot = parameter.indexOf('.');
    if (dot < 0) {
      corrected.set(entry.getKey(), entry.getValue());
      return true;
    }
    String outer = parameter.substring(0, dot);
    String inner = parameter.substring(dot + 1);
    JsonNode now = corrected.has(outer) ? corrected.get(outer) : arguments.path(outer);
    if (!(now instanceof ObjectNode object) || !object.has(inner)) {
      return false;
    }
    // The order of filters is the order of what is written.
    ObjectNode next = Json.object();
    for (Map.Entry<String, JsonNode> old : object.properties()) {
      boolean same = old.getKey().equals(inner);
      next.set(same ? entry.getKey() : old.getKey(), same ? entry.getValue() : old.getValue());
    }
    corrected.set(outer, next);
    return true;
  }
}
