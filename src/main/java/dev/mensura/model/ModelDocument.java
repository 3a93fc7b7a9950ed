package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import dev.mensura.type.Calendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads one model. */
final class ModelDocument {
  private final Findings findings;
  private final Yaml.Mapping mapping;
  private final Calendar calendar;
  private final Keys keys;
  private final Expressions expressions;

  ModelDocument(Findings findings, Calendar calendar, Yaml.Mapping mapping) {
    this.calendar = calendar;
    this.findings = findings;
    this.mapping = mapping;
    this.keys = new Keys(findings, mapping);
    this.expressions = new Expressions(findings);
  }

  Optional<UnlinkedModel> read() {
    keys.onlyKnown(Vocabulary.MODEL);
    Span start = new Span(mapping.span().start(), mapping.span().start());
    Span whole = mapping.entries().isEmpty() ? start : mapping.entries().getFirst().key().span();
    keys.missing(
        "model", Vocabulary.MODEL, whole, "The model has no name: the key `model` is missing.");
    Optional<Yaml.Scalar> name = keys.text("model").flatMap(n -> ValidNames.valid(findings, n));
    String known = name.map(Yaml.Scalar::value).orElse("");
    String owner = known.isEmpty() ? "The model" : "The model `" + known + "`";
    Span place = name.map(Yaml.Scalar::span).orElse(whole);
    keys.missing(
        "fields", Vocabulary.MODEL, place, owner + " has no fields: the key `fields` is missing.");

    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    List<UnlinkedModel.UnlinkedJoin> joins =
        new JoinSection(findings, expressions).read(keys.mapping("joins"));
    keys.mapping("fields").ifPresent(section -> fields(section, fields));
    List<String> primaryKey = key(keys.oneOrMore("primary_key"), fields);
    primaryKey.forEach(k -> fields.computeIfPresent(k, (x, field) -> withoutNull(field)));
    List<List<String>> uniqueKeys = uniqueKeys(fields);
    var rowKeys = new ArrayList<List<String>>(List.of(primaryKey));
    rowKeys.addAll(uniqueKeys);
    var spans = new SpanSection(findings, keys, fields, rowKeys);
    Optional<Validity> valid = spans.valid();
    var model =
        new SemanticModel(
            known,
            rows(known),
            keys.text("where").flatMap(expressions::expression),
            primaryKey,
            uniqueKeys.stream().filter(k -> !k.equals(primaryKey)).toList(),
            keys.text("time").flatMap(t -> expressions.path("time", t)),
            valid,
            spans.snapshot(),
            keys.text("entity")
                .flatMap(e -> ValidNames.valid(findings, e))
                .map(Yaml.Scalar::value)
                .orElse(known),
            fields,
            new LinkedHashMap<>(),
            AboutSection.read(findings, keys),
            findings.place(place));
    joins = joins.stream().filter(join -> isFree(join, model)).toList();
    var holds =
        keys.has("valid") && valid.isEmpty()
            ? UnlinkedModel.Holding.IN_DOUBT
            : UnlinkedModel.Holding.KNOWN;
    return known.isEmpty() ? Optional.empty() : Optional.of(new UnlinkedModel(model, joins, holds));
  }

  private void fields(Yaml.Mapping section, SequencedMap<String, Field> fields) {
    if (section.entries().isEmpty()) {
      findings.add(Code.BAD_VALUE, section.span(), "`fields` holds no field.");
    }
    for (Yaml.Entry entry : section.entries()) {
      ValidNames.valid(findings, entry.key())
          .map(name -> new FieldEntry(findings, expressions, calendar, name, entry.value()).read())
          .ifPresent(field -> fields.put(field.name(), field));
    }
  }

  private SemanticModel.Rows rows(String name) {
    Optional<Yaml.Scalar> table = keys.text("table");
    Optional<Yaml.Scalar> sql = keys.text("sql");
    if (keys.has("table") && keys.has("sql")) {
      Span second = keys.keySpan("sql").orElseThrow();
      findings.add(
          Diagnostic.of(
                  Code.BAD_VALUE,
                  findings.place(second),
                  "A model's rows come from `table` or from `sql`; both are here.")
              .related(findings.place(keys.keySpan("table").orElseThrow()), "`table` is here"));
    }
    if (sql.isPresent()) {
      String text = sql.get().value().strip();
      if (text.endsWith(";")) {
        findings.add(
            Code.BAD_VALUE,
            sql.get().span(),
            "The SELECT in `sql` stands without a `;` at its end.");
      }
      return new SemanticModel.Rows.Query(text);
    }
    return new SemanticModel.Rows.Table(table.map(t -> t.value().strip()).orElse(name));
  }

  private List<List<String>> uniqueKeys(SequencedMap<String, Field> fields) {
    Optional<Yaml> value = keys.value("unique_keys");
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Yaml.Sequence list)) {
      keys.wrong(
          "unique_keys", "a list of keys, such as `[[email], [first_name, born_on]]`", value.get());
      return List.of();
    }
    List<List<String>> found = new ArrayList<>();
    for (Yaml item : list.items()) {
      List<Yaml.Scalar> names = new ArrayList<>();
      List<Yaml> parts = item instanceof Yaml.Sequence s ? s.items() : List.of(item);
      parts.forEach(part -> keys.text("unique_keys", part).ifPresent(names::add));
      if (parts.isEmpty()) {
        findings.add(Code.BAD_VALUE, item.span(), "A key has one field or more.");
      }
      List<String> key = key(names, fields);
      if (!key.isEmpty() && !found.contains(key)) {
        found.add(key);
      }
    }
    return found;
  }

  /**
   * The fields of a key, none if one of them is in doubt: a key that is too short would promise
   * rows that are unique and are not.
   */
  private List<String> key(List<Yaml.Scalar> names, SequencedMap<String, Field> fields) {
    List<String> key = new ArrayList<>();
    boolean whole = true;
    for (Yaml.Scalar name : names) {
      Field field = fields.get(name.value());
      if (field == null && !keys.has("fields")) {
        whole = false;
      } else if (field == null) {
        String message = "The key names `" + name.value() + "`, which is no field of the model.";
        findings.unknown(Code.UNKNOWN_FIELD, name.span(), message, name.value(), fields.keySet());
        // Going on with what was probably meant keeps one mistake one error.
        Optional<String> near = Nearest.to(name.value(), fields.keySet());
        near.filter(n -> !key.contains(n)).ifPresent(key::add);
        whole &= near.isPresent();
      } else if (key.contains(name.value())) {
        findings.add(
            Code.DUPLICATE_NAME, name.span(), "The key names `" + name.value() + "` twice.");
      } else {
        if (!(field.content() instanceof Field.Content.Column)) {
          String message =
              "A key of a computed field, such as `" + name.value() + "`, is not supported yet.";
          findings.add(Code.NOT_SUPPORTED_YET, name.span(), message);
          whole = false;
        }
        key.add(name.value());
      }
    }
    return whole ? key : List.of();
  }

  private static Field withoutNull(Field f) {
    return new Field(
        f.name(),
        f.type(),
        f.content(),
        f.unit(),
        false,
        f.values(),
        f.grain(),
        f.sameAs(),
        f.format(),
        f.about(),
        f.place());
  }

  /** A path's first name is a field, a join or the entity: two of one name would read two ways. */
  private boolean isFree(UnlinkedModel.UnlinkedJoin join, SemanticModel model) {
    Field field = model.fields().get(join.name());
    if (field != null) {
      findings.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  join.place(),
                  "The join and a field are both called `" + join.name() + "`.")
              .related(field.place(), "the field is here"));
      return false;
    }
    if (join.name().equals(model.entity())) {
      findings.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  join.place(),
                  "The join is called `" + join.name() + "`, as a row of the model itself is.")
              .note(
                  "A path that starts with this name would read two ways; `entity` names the"
                      + " row."));
      return false;
    }
    return true;
  }
}
