package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the closed domain of a field: a list of values, or a mapping from values to labels. */
final class ValuesSection {
  private final Findings findings;
  private final Keys keys;
  private final SequencedMap<String, String> labels = new LinkedHashMap<>();

  ValuesSection(Findings findings, Keys keys) {
    this.findings = findings;
    this.keys = keys;
  }

  SequencedMap<String, String> read(ValueType type) {
    Optional<Yaml> value = keys.value("values");
    if (value.isEmpty()) {
      return labels;
    }
    if (!canBeClosed(type)) {
      String message =
          "`values` lists what a text or whole number can be; the field is of type `" + type + "`.";
      findings.add(Code.BAD_VALUE, keys.keySpan("values").orElseThrow(), message);
      return labels;
    }
    switch (value.get()) {
      case Yaml.Sequence list -> list.items().forEach(item -> add(item, type));
      case Yaml.Mapping mapping -> mapping.entries().forEach(entry -> add(entry, type));
      case Yaml.Scalar scalar -> keys.wrong("values", "a list or a mapping to labels", scalar);
    }
    if (!(value.get() instanceof Yaml.Scalar) && labels.isEmpty()) {
      findings.add(Code.BAD_VALUE, value.get().span(), "`values` lists no value.");
    }
    return labels;
  }

  private static boolean canBeClosed(ValueType type) {
    return switch (type.kind()) {
      case STRING, INTEGER, UNKNOWN -> true;
      case DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP, TIMESTAMPTZ, TIME, DURATION, NULL -> false;
    };
  }

  private void add(Yaml item, ValueType type) {
    if (!(item instanceof Yaml.Scalar scalar) || scalar.isNothing()) {
      keys.wrong("values", "texts and numbers", item);
    } else if (labels.containsKey(scalar.value())) {
      findings.add(
          Code.DUPLICATE_NAME, scalar.span(), "`values` lists `" + scalar.value() + "` twice.");
    } else if (fits(scalar, type)) {
      labels.put(scalar.value(), scalar.value());
    }
  }

  private void add(Yaml.Entry entry, ValueType type) {
    boolean labelled = entry.value() instanceof Yaml.Scalar label && !label.isNothing();
    if (!labelled) {
      String message = "The value `" + entry.key().value() + "` needs a label, which is a text.";
      findings.add(Code.BAD_VALUE, entry.key().span(), message);
    }
    if (fits(entry.key(), type)) {
      String label =
          entry.value() instanceof Yaml.Scalar s && labelled ? s.value() : entry.key().value();
      labels.put(entry.key().value(), label);
    }
  }

  private boolean fits(Yaml.Scalar value, ValueType type) {
    boolean whole =
        value.type() == Yaml.Kind.NUMBER
            && new BigDecimal(value.value()).stripTrailingZeros().scale() <= 0;
    if (type.is(ValueType.Kind.INTEGER) && !whole) {
      String message = "`" + value.value() + "` is no whole number, as the field's values are.";
      findings.add(Code.BAD_VALUE, value.span(), message);
      return false;
    }
    return true;
  }
}
