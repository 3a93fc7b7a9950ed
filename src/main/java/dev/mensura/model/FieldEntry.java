package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import dev.mensura.type.Calendar;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads one field, in the short form {@code name: type} or as a mapping. */
final class FieldEntry {
  private final Findings findings;
  private final Expressions expressions;
  private final Calendar calendar;
  private final Yaml.Scalar name;
  private final Yaml value;

  FieldEntry(
      Findings findings, Expressions expressions, Calendar calendar, Yaml.Scalar name, Yaml value) {
    this.calendar = calendar;
    this.findings = findings;
    this.expressions = expressions;
    this.name = name;
    this.value = value;
  }

  Field read() {
    return switch (value) {
      case Yaml.Mapping mapping -> full(new Keys(findings, mapping));
      case Yaml.Scalar scalar when scalar.isText() ->
          plain(TypeNames.read(findings, scalar).orElse(ValueType.UNKNOWN));
      case Yaml.Scalar scalar -> wrong(scalar);
      case Yaml.Sequence list -> wrong(list);
    };
  }

  private Field wrong(Yaml found) {
    Span at = found.span().length() > 0 ? found.span() : name.span();
    String message =
        "The field `%s` takes a type, such as `integer`, or a mapping with `type`; %s was found."
            .formatted(name.value(), found.kind());
    findings.add(Code.BAD_VALUE, at, message);
    return plain(ValueType.UNKNOWN);
  }

  private Field plain(ValueType type) {
    return new Field(
        name.value(),
        type,
        new Field.Content.Column(name.value()),
        Unit.ANY,
        true,
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        About.NOTHING,
        findings.place(name.span()));
  }

  private Field full(Keys keys) {
    keys.onlyKnown(Vocabulary.FIELD);
    keys.missing(
        "type",
        Vocabulary.FIELD,
        name.span(),
        "The field `" + name.value() + "` has no `type`, which every field needs.");
    Optional<ValueType> declared = keys.text("type").flatMap(t -> TypeNames.read(findings, t));
    Optional<Field.Content> content = content(keys);
    // A field whose content is broken has no type that could be relied on.
    ValueType type = content.isPresent() ? declared.orElse(ValueType.UNKNOWN) : ValueType.UNKNOWN;
    return new Field(
        name.value(),
        type,
        content.orElse(new Field.Content.Column(name.value())),
        keys.text("unit").map(this::unit).orElse(Unit.ANY),
        keys.flag("nullable", true),
        new ValuesSection(findings, keys).read(type),
        keys.text("grain").flatMap(g -> grain(g, type)),
        keys.text("same_as").flatMap(s -> expressions.path("same_as", s)),
        keys.text("format").map(Yaml.Scalar::value),
        AboutSection.read(findings, keys),
        findings.place(name.span()));
  }

  private Optional<Field.Content> content(Keys keys) {
    List<String> given = List.of("column", "expr", "sql").stream().filter(keys::has).toList();
    if (given.size() > 1) {
      String message =
          "A field's value comes from one of `column`, `expr` and `sql`; `%s` and `%s` are here."
              .formatted(given.get(0), given.get(1));
      findings.add(Code.BAD_VALUE, keys.keySpan(given.get(1)).orElseThrow(), message);
    }
    if (keys.has("expr")) {
      return keys.text("expr").flatMap(expressions::expression).map(Field.Content.Computed::new);
    }
    if (keys.has("sql")) {
      return keys.text("sql").map(expressions::sql).map(Field.Content.Sql::new);
    }
    if (keys.has("column")) {
      return keys.text("column").map(c -> new Field.Content.Column(c.value()));
    }
    return Optional.of(new Field.Content.Column(name.value()));
  }

  private Unit unit(Yaml.Scalar text) {
    Optional<Unit> unit = Unit.parse(text.value());
    if (unit.isEmpty()) {
      String message =
          "`%s` is no unit; a unit is a name such as `USD`, or names with `*` and one `/`."
              .formatted(text.value());
      findings.add(Code.BAD_VALUE, text.span(), message);
    }
    return unit.orElse(Unit.ANY);
  }

  private Optional<Grain> grain(Yaml.Scalar text, ValueType type) {
    Optional<Grain> grain = calendar.grain(text.value()).filter(g -> g.text().equals(text.value()));
    if (grain.isEmpty()) {
      List<String> names = calendar.grains().stream().map(Grain::text).toList();
      Diagnostic unknown =
          Diagnostic.of(
              Code.UNKNOWN_GRAIN,
              findings.place(text.span()),
              "No grain is called `" + text.value() + "`.");
      findings.add(
          Nearest.to(text.value(), names).isPresent()
              ? Findings.suggest(unknown, text.value(), names)
              : unknown.note("The grains are " + String.join(", ", names) + "."));
      return Optional.empty();
    }
    if (!type.isTemporal() && !type.isOpen()) {
      String message =
          "`grain` belongs to a time; `%s` is of type `%s`.".formatted(name.value(), type);
      findings.add(Code.BAD_VALUE, text.span(), message);
      return Optional.empty();
    }
    if (type.is(ValueType.Kind.DATE) && grain.get().isSubDay()) {
      String message = "A `date` has no grain finer than a day; `" + text.value() + "` was found.";
      findings.add(Code.GRAIN_TOO_FINE, text.span(), message);
      return Optional.empty();
    }
    return grain;
  }
}
