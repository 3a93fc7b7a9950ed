package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.yaml.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is said of a model or field for people and agents. */
final class AboutSection {
  private AboutSection() {}

  static About read(Findings findings, Keys keys) {
    return new About(
        keys.words("label"),
        keys.words("description"),
        keys.words("instructions"),
        keys.texts("synonyms"),
        keys.flag("hidden", false) ? About.Visibility.HIDDEN : About.Visibility.SHOWN,
        keys.mapping("meta").map(m -> entries(findings, m)).orElse(Map.of()));
  }

  private static Map<String, Object> entries(Findings findings, Yaml.Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Yaml.Entry entry : mapping.entries()) {
      value(findings, entry.value()).ifPresent(v -> values.put(entry.key().value(), v));
    }
    return values;
  }

  /** No deeper than the YAML reader lets values nest. */
  private static Optional<Object> value(Findings findings, Yaml yaml) {
    return switch (yaml) {
      case Yaml.Mapping mapping -> Optional.of(entries(findings, mapping));
      case Yaml.Sequence list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> value(findings, item).ifPresent(items::add));
        yield Optional.of(items);
      }
      case Yaml.Scalar scalar ->
          switch (scalar.type()) {
            case TEXT -> Optional.of(scalar.value());
            case NUMBER -> Optional.of(new BigDecimal(scalar.value()));
            case BOOLEAN -> Optional.of(Boolean.parseBoolean(scalar.value()));
            case NOTHING -> {
              findings.add(Code.BAD_VALUE, scalar.span(), "A key of `meta` has no value.");
              yield Optional.empty();
            }
          };
    };
  }
}
