package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads for which span or time the rows of a model are there: {@code valid} and {@code snapshot}.
 */
final class SpanSection {
  private final Findings findings;
  private final Keys keys;
  private final SequencedMap<String, Field> fields;
  private final List<List<String>> rowKeys;

  /**
   * @param rowKeys the model's keys, the primary one first
   */
  SpanSection(
      Findings findings,
      Keys keys,
      SequencedMap<String, Field> fields,
      List<List<String>> rowKeys) {
    this.findings = findings;
    this.keys = keys;
    this.fields = fields;
    this.rowKeys = rowKeys;
  }

  /** None if there is none, or a broken one. */
  Optional<Validity> valid() {
    Optional<Yaml> value = keys.value("valid");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Yaml.Mapping mapping)) {
      keys.wrong("valid", "a mapping such as `{from: valid_from, to: valid_to}`", value.get());
      return Optional.empty();
    }
    var span = new Keys(findings, mapping);
    span.onlyKnown(Vocabulary.VALID);
    span.missing(
        "from",
        Vocabulary.VALID,
        keys.keySpan("valid").orElse(mapping.span()),
        "`valid` has no start: the key `from` is missing.");
    Optional<Field> from = span.text("from").flatMap(f -> time("from", f));
    Optional<Field> to = span.text("to").flatMap(f -> time("to", f));
    boolean broken =
        span.has("to") && to.isEmpty()
            || mapping.entries().stream()
                .anyMatch(e -> !Vocabulary.VALID.keys().contains(e.key().value()));
    if (from.isEmpty() || broken) {
      return Optional.empty();
    }
    if (to.isPresent() && to.get().type().kind() != from.get().type().kind()) {
      findings.add(
          Code.BAD_VALUE,
          span.text("to").orElseThrow().span(),
          "`from` is of type `%s` and `to` of type `%s`; a span has one type of time."
              .formatted(from.get().type(), to.get().type()));
      return Optional.empty();
    }
    String start = from.get().name();
    Optional<List<String>> key = rowKeys.stream().filter(k -> k.contains(start)).findFirst();
    if (to.isEmpty() && key.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_VALUE,
                  findings.place(span.text("from").orElseThrow().span()),
                  "Without `to` a row holds until the next one of the same key, and no key has"
                      + " `%s` in it.".formatted(start))
              .note("For example `primary_key: [customer_id, " + start + "]`."));
      return Optional.empty();
    }
    List<String> series = new ArrayList<>(key.orElse(List.of()));
    series.remove(start);
    return Optional.of(new Validity(start, to.map(Field::name), series));
  }

  /** The name as it is written, even if it is wrong: what adds rows up is then refused. */
  Optional<String> snapshot() {
    Optional<Yaml.Scalar> name = keys.text("snapshot");
    return name.map(n -> field("snapshot", n).map(Field::name).orElse(n.value()));
  }

  private Optional<Field> time(String key, Yaml.Scalar name) {
    Optional<Field> field = field(key, name);
    if (field.isPresent() && !(field.get().content() instanceof Field.Content.Column)) {
      findings.add(
          Code.NOT_SUPPORTED_YET,
          name.span(),
          "A span by a computed field, such as `" + name.value() + "`, is not supported yet.");
      return Optional.empty();
    }
    return field.filter(f -> !f.type().is(ValueType.Kind.UNKNOWN));
  }

  private Optional<Field> field(String key, Yaml.Scalar name) {
    Field field = fields.get(name.value());
    if (field == null) {
      if (keys.has("fields")) {
        String message =
            "`" + key + "` names `" + name.value() + "`, which is no field of the model.";
        findings.unknown(Code.UNKNOWN_FIELD, name.span(), message, name.value(), fields.keySet());
      }
      return Optional.empty();
    }
    if (!field.type().isTemporal() && !field.type().isOpen()) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_VALUE,
                  findings.place(name.span()),
                  "`%s` takes a time; `%s` is of type `%s`."
                      .formatted(key, name.value(), field.type()))
              .related(field.place(), "declared here"));
      return Optional.empty();
    }
    return Optional.of(field);
  }
}
