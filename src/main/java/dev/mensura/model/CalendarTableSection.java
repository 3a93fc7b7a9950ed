package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import dev.mensura.type.Calendar;
import dev.mensura.type.TimePart;
import dev.mensura.type.ValueType;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads which table holds the days of a project, and what it says of them. */
final class CalendarTableSection {
  private final Findings findings;
  private final Keys keys;
  private final Calendar calendar;

  CalendarTableSection(Findings findings, Keys keys, Calendar calendar) {
    this.findings = findings;
    this.keys = keys;
    this.calendar = calendar;
  }

  /** None if there is no table, or no saying which of its columns is the day. */
  Optional<CalendarTable> read(Span place) {
    Optional<String> table = keys.words("table");
    Optional<String> date = keys.words("date");
    boolean speaksOfOne = keys.has("date") || keys.has("grains") || keys.has("fields");
    if (!keys.has("table") && speaksOfOne) {
      keys.missing(
          "table",
          Vocabulary.CALENDAR,
          place,
          "`date`, `grains` and `fields` are of a table of days, which `table` names.");
    }
    if (keys.has("table")) {
      keys.missing(
          "date",
          Vocabulary.CALENDAR,
          keys.keySpan("table").orElse(place),
          "The table of days needs `date`, the column that holds the day.");
    }
    var fields = new LinkedHashMap<String, Field>();
    date.ifPresent(d -> fields.put(d, CalendarTable.date(d, findings.place(place))));
    keys.mapping("fields").ifPresent(section -> fields(section, date, fields));
    var grains = new TreeMap<String, String>();
    keys.mapping("grains")
        .ifPresent(section -> section.entries().forEach(entry -> grain(entry, grains)));
    return table.isPresent() && date.isPresent()
        ? Optional.of(
            CalendarTable.of(table.get(), date.get(), fields, grains, findings.place(place)))
        : Optional.empty();
  }

  private void fields(
      Yaml.Mapping section, Optional<String> date, SequencedMap<String, Field> fields) {
    for (Yaml.Entry entry : section.entries()) {
      Optional<Yaml.Scalar> name = ValidNames.valid(findings, entry.key());
      if (name.isEmpty()) {
        continue;
      }
      Field field =
          new FieldEntry(findings, new Expressions(findings), calendar, name.get(), entry.value())
              .read();
      if (!(field.content() instanceof Field.Content.Column)) {
        findings.add(
            Code.NOT_SUPPORTED_YET,
            name.get().span(),
            "`" + field.name() + "` is computed; fields of the calendar are columns of its table.");
      } else if (date.filter(field.name()::equals).isEmpty()) {
        fields.put(field.name(), field);
      } else if (!field.type().is(ValueType.Kind.DATE)) {
        findings.add(
            Code.BAD_VALUE,
            name.get().span(),
            "`" + field.name() + "` holds the days, so it is of type `date`.");
      }
    }
  }

  private void grain(Yaml.Entry entry, TreeMap<String, String> grains) {
    Optional<Yaml.Scalar> name = ValidNames.valid(findings, entry.key());
    Optional<Yaml.Scalar> column = keys.text(entry.key().value(), entry.value());
    if (name.isEmpty() || column.isEmpty()) {
      return;
    }
    String text = name.get().value();
    boolean taken =
        calendar.grain(text).isPresent() || calendar.lacks(text) || TimePart.of(text).isPresent();
    if (taken) {
      findings.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  findings.place(name.get().span()),
                  "`" + text + "` is a grain or part of every time.")
              .note("Another name, such as `retail_" + text + "`, tells the table's from it."));
      return;
    }
    grains.put(text, column.get().value().strip());
  }
}
