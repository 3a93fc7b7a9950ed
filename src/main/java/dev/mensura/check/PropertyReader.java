package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.ir.Properties;
import dev.mensura.syntax.ast.Declaration.Property;
import dev.mensura.syntax.ast.Declaration.PropertyValue;
import dev.mensura.syntax.ast.Expr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties in a declaration's braces. */
final class PropertyReader {
  private static final List<String> KNOWN =
      List.of(
          "label",
          "description",
          "tags",
          "owner",
          "format",
          "unit",
          "synonyms",
          "deprecated",
          "hidden",
          "meta");

  private final Findings findings;
  private final Map<String, Property> byName = new HashMap<>();

  PropertyReader(List<Property> properties, Findings findings) {
    this.findings = findings;
    for (Property property : properties) {
      String name = property.name().text();
      if (!KNOWN.contains(name)) {
        findings.unknown(
            Code.UNKNOWN_PROPERTY,
            property.name().span(),
            "No property is called `"
                + name
                + "`; `meta: {"
                + name
                + ": …}` keeps what a team adds.",
            name,
            KNOWN);
      } else if (byName.putIfAbsent(name, property) != null) {
        findings.add(
            Code.REPEATED_CLAUSE, property.name().span(), "`" + name + "` is given twice.");
      }
    }
  }

  /**
   * @param documentation the text of {@code ///} lines, which describes where no property does
   */
  Properties read(String documentation) {
    Optional<String> described = text("description");
    return new Properties(
        text("label"),
        described.or(() -> Optional.of(documentation.strip()).filter(d -> !d.isEmpty())),
        texts("tags"),
        text("owner"),
        text("format"),
        texts("synonyms"),
        deprecated(),
        flag("hidden"),
        meta());
  }

  /** The declared unit. */
  Optional<Property> unit() {
    return Optional.ofNullable(byName.get("unit"));
  }

  /** A property that is one text. */
  Optional<String> text(String name) {
    Property property = byName.get(name);
    if (property == null) {
      return Optional.empty();
    }
    if (property.value() instanceof PropertyValue.Scalar(Expr.Text t)) {
      return Optional.of(t.value());
    }
    bad(property, "a text");
    return Optional.empty();
  }

  private List<String> texts(String name) {
    Property property = byName.get(name);
    if (property == null) {
      return List.of();
    }
    if (property.value() instanceof PropertyValue.Scalar(Expr.Text t)) {
      return List.of(t.value());
    }
    var texts = new ArrayList<String>();
    if (property.value() instanceof PropertyValue.Many many) {
      for (PropertyValue value : many.values()) {
        if (value instanceof PropertyValue.Scalar(Expr.Text t)) {
          texts.add(t.value());
        }
      }
      if (texts.size() == many.values().size()) {
        return texts;
      }
    }
    bad(property, "a list of texts");
    return List.of();
  }

  private boolean flag(String name) {
    Property property = byName.get(name);
    if (property == null) {
      return false;
    }
    if (property.value() instanceof PropertyValue.Scalar(Expr.Bool b)) {
      return b.value();
    }
    bad(property, "`true` or `false`");
    return false;
  }

  private Optional<String> deprecated() {
    Property property = byName.get("deprecated");
    if (property == null) {
      return Optional.empty();
    }
    return switch (property.value()) {
      case PropertyValue.Scalar(Expr.Bool b) -> b.value() ? Optional.of("") : Optional.empty();
      case PropertyValue.Scalar(Expr.Text t) -> Optional.of(t.value());
      default -> {
        bad(property, "`true` or the reason as a text");
        yield Optional.empty();
      }
    };
  }

  private Map<String, Object> meta() {
    Property property = byName.get("meta");
    if (property == null) {
      return Map.of();
    }
    if (property.value() instanceof PropertyValue.Nested nested) {
      return nested(nested);
    }
    bad(property, "properties in braces");
    return Map.of();
  }

  private static Map<String, Object> nested(PropertyValue.Nested nested) {
    var map = new LinkedHashMap<String, Object>();
    for (Property property : nested.properties()) {
      Object value = plain(property.value());
      if (value != null) {
        map.put(property.name().text(), value);
      }
    }
    return map;
  }

  private static @Nullable Object plain(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Scalar s -> plain(s.value());
      case PropertyValue.Many m -> {
        var list = new ArrayList<>();
        for (PropertyValue each : m.values()) {
          Object one = plain(each);
          if (one != null) {
            list.add(one);
          }
        }
        yield list;
      }
      case PropertyValue.Nested n -> nested(n);
    };
  }

  private static @Nullable Object plain(Expr value) {
    return switch (value) {
      case Expr.Text t -> t.value();
      case Expr.Bool b -> b.value();
      case Expr.Number n -> n.value();
      case Expr.Negate n -> plain(n.value()) instanceof BigDecimal d ? d.negate() : null;
      case Expr.Time t -> t.text();
      default -> null;
    };
  }

  private void bad(Property property, String wanted) {
    findings.add(
        Code.BAD_PROPERTY,
        property.value().span(),
        "`" + property.name().text() + "` takes " + wanted + ".");
  }
}
