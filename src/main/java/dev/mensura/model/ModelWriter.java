package dev.mensura.model;

import dev.mensura.model.yaml.YamlText;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Names;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Writes a model as YAML in the house layout: a line for each key and field, types in one column,
 * nothing that is a default. Reading it gives the same model.
 */
public final class ModelWriter {
  private static final int MAX_LINE = 110;

  private final SemanticModel model;
  private final SourceFile file;
  private final StringBuilder out = new StringBuilder();

  private ModelWriter(SemanticModel model) {
    this.model = model;
    this.file = model.place().file();
  }

  /**
   * The text of a document, without a {@code ---}.
   *
   * @param catalog the models that it is joined to; says which joins need no more than a name
   */
  public static String write(SemanticModel model, Catalog catalog) {
    return new ModelWriter(model).text(catalog);
  }

  private String text(Catalog catalog) {
    key("model", model.name());
    about();
    switch (model.rows()) {
      case SemanticModel.Rows.Table table -> key("table", table.name());
      case SemanticModel.Rows.Query query -> block("sql", query.sql());
    }
    model.where().ifPresent(where -> longText("where", source(where)));
    if (!model.primaryKey().isEmpty()) {
      out.append("primary_key: ").append(oneOrList(model.primaryKey())).append('\n');
    }
    if (!model.uniqueKeys().isEmpty()) {
      List<String> keys = model.uniqueKeys().stream().map(ModelWriter::list).toList();
      out.append("unique_keys: [").append(String.join(", ", keys)).append("]\n");
    }
    model.time().ifPresent(time -> key("time", path(time)));
    model.valid().ifPresent(this::valid);
    model.snapshot().ifPresent(snapshot -> key("snapshot", snapshot));
    if (!model.entity().equals(model.name())) {
      key("entity", model.entity());
    }
    if (!model.about().meta().isEmpty()) {
      out.append("meta: ").append(flow(model.about().meta())).append('\n');
    }
    out.append("fields:\n");
    SequencedMap<String, SequencedMap<String, String>> fields = new LinkedHashMap<>();
    model.fields().values().forEach(f -> fields.put(f.name(), field(f)));
    entries(fields);
    if (!model.joins().isEmpty()) {
      out.append("joins:\n");
      SequencedMap<String, SequencedMap<String, String>> joins = new LinkedHashMap<>();
      model.joins().values().forEach(j -> joins.put(j.name(), join(j, catalog)));
      entries(joins);
    }
    return out.toString();
  }

  private void about() {
    About about = model.about();
    about.label().ifPresent(label -> key("label", label));
    about.description().ifPresent(description -> longText("description", description));
    about.instructions().ifPresent(instructions -> longText("instructions", instructions));
    if (!about.synonyms().isEmpty()) {
      out.append("synonyms: ").append(list(about.synonyms())).append('\n');
    }
    if (about.visibility() == About.Visibility.HIDDEN) {
      out.append("hidden: true\n");
    }
  }

  private void valid(Validity valid) {
    String to = valid.to().map(t -> ", to: " + YamlText.inFlow(t)).orElse("");
    out.append("valid: {from: ").append(YamlText.inFlow(valid.from())).append(to).append("}\n");
  }

  private void key(String key, String text) {
    out.append(key).append(": ").append(YamlText.inBlock(text)).append('\n');
  }

  private void longText(String key, String text) {
    if (text.contains("\n")) {
      block(key, text);
    } else {
      key(key, text);
    }
  }

  private void block(String key, String text) {
    boolean plainLines =
        text.lines().findFirst().filter(line -> !line.startsWith(" ")).isPresent()
            && text.chars()
                .allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0xD800);
    if (!plainLines) {
      key(key, text);
      return;
    }
    out.append(key).append(text.endsWith("\n") ? ": |\n" : ": |-\n");
    text.lines().forEach(line -> out.append(line.isEmpty() ? "" : "  " + line).append('\n'));
  }

  private SequencedMap<String, String> field(Field f) {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("type", YamlText.inFlow(f.type().toString()));
    switch (f.content()) {
      case Field.Content.Column column when column.column().equals(f.name()) -> {}
      case Field.Content.Column column -> keys.put("column", YamlText.inFlow(column.column()));
      case Field.Content.Computed computed ->
          keys.put("expr", expression(source(computed.expression())));
      case Field.Content.Sql sql -> keys.put("sql", YamlText.inFlow(sql.text().value()));
    }
    if (!f.nullable() && !model.primaryKey().contains(f.name())) {
      keys.put("nullable", "false");
    }
    if (f.isClosed()) {
      keys.put("values", values(f.values()));
    }
    unit(f.unit()).ifPresent(unit -> keys.put("unit", YamlText.inFlow(unit)));
    f.grain().ifPresent(grain -> keys.put("grain", grain.text()));
    f.sameAs().ifPresent(same -> keys.put("same_as", YamlText.inFlow(path(same))));
    f.about().label().ifPresent(label -> keys.put("label", YamlText.inFlow(label)));
    f.about().description().ifPresent(text -> keys.put("description", YamlText.inFlow(text)));
    if (!f.about().synonyms().isEmpty()) {
      keys.put("synonyms", list(f.about().synonyms()));
    }
    f.format().ifPresent(format -> keys.put("format", YamlText.inFlow(format)));
    if (f.about().visibility() == About.Visibility.HIDDEN) {
      keys.put("hidden", "true");
    }
    if (!f.about().meta().isEmpty()) {
      keys.put("meta", flow(f.about().meta()));
    }
    return keys;
  }

  private static Optional<String> unit(Unit unit) {
    return unit.isKnown() ? Optional.of(unit.text().orElse("1")) : Optional.empty();
  }

  private SequencedMap<String, String> join(Join join, Catalog catalog) {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("model", YamlText.inFlow(join.model()));
    List<String> primaryKey =
        catalog
            .model(join.model())
            .map(far -> far.valid().map(Validity::series).orElse(far.primaryKey()))
            .orElse(List.of());
    KeyPair first = join.keys().getFirst();
    boolean implied = join.keys().size() == 1 && primaryKey.equals(List.of(first.far().toString()));
    List<String> pairs =
        implied
            ? List.of(key(first.near()))
            : join.keys().stream().map(p -> key(p.near()) + " = " + key(p.far())).toList();
    keys.put("on", pairs.size() == 1 ? YamlText.inFlow(pairs.getFirst()) : list(pairs));
    join.moment()
        .map(Moment::path)
        .filter(
            at -> !model.time().map(Path::names).map(ModelWriter::texts).equals(Optional.of(at)))
        .ifPresent(at ->
            keys.put(
                "at",
                YamlText.inFlow(at.stream().map(Names::quoted).collect(Collectors.joining(".")))));
    return keys;
  }

  private static String key(KeyField key) {
    String name = Names.quoted(key.field());
    return key.grain().map(g -> name + "." + g.text()).orElse(name);
  }

  /** Each entry in braces on a line of its own; a long one as a mapping of its own. */
  private void entries(SequencedMap<String, SequencedMap<String, String>> entries) {
    int width =
        entries.keySet().stream().mapToInt(name -> YamlText.inBlock(name).length()).max().orElse(0);
    entries.forEach((name, keys) -> {
      String head = "  " + YamlText.inBlock(name) + ":";
      String flow =
          keys.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining(", ", "{", "}"));
      String pad = " ".repeat(width + 4 - head.length());
      if (keys.size() == 1 && keys.containsKey("type")) {
        out.append(head).append(pad).append(keys.firstEntry().getValue().replace("\"", ""));
      } else if (!flow.contains("\n") && head.length() + pad.length() + flow.length() <= MAX_LINE) {
        out.append(head).append(pad).append(flow);
      } else {
        out.append(head);
        keys.forEach((key, value) -> out.append("\n    ").append(key).append(": ").append(value));
      }
      out.append('\n');
    });
  }

  private static String values(SequencedMap<String, String> values) {
    boolean labelled = values.entrySet().stream().anyMatch(e -> !e.getKey().equals(e.getValue()));
    if (!labelled) {
      return values.keySet().stream()
          .map(ModelWriter::value)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return values.entrySet().stream()
        .map(e -> value(e.getKey()) + ": " + YamlText.inFlow(e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Whole numbers stay numbers, as the values of an integer field have to be. */
  private static String value(String value) {
    return value.matches("-?[0-9]{1,18}") ? value : YamlText.inFlow(value);
  }

  private static String oneOrList(List<String> names) {
    return names.size() == 1 ? YamlText.inBlock(names.getFirst()) : list(names);
  }

  private static String list(List<String> texts) {
    return texts.stream().map(YamlText::inFlow).collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<String> texts(List<Name> names) {
    return names.stream().map(Name::text).toList();
  }

  private static String path(Path path) {
    return path.names().stream()
        .map(name -> Names.quoted(name.text()))
        .collect(Collectors.joining("."));
  }

  private static String flow(Object meta) {
    return switch (meta) {
      case Map<?, ?> map -> {
        List<String> entries = new ArrayList<>();
        map.entrySet().stream()
            .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
            .forEach(e ->
                entries.add(YamlText.inFlow(e.getKey().toString()) + ": " + flow(e.getValue())));
        yield "{" + String.join(", ", entries) + "}";
      }
      case List<?> list ->
          list.stream().map(item -> flow(item)).collect(Collectors.joining(", ", "[", "]"));
      case String text -> YamlText.inFlow(text);
      default -> meta.toString();
    };
  }

  /** Lines stay lines: one may end with a comment. */
  private static String expression(String source) {
    if (!source.contains("\n")) {
      return YamlText.inFlow(source);
    }
    return source
        .lines()
        .map(line -> "\n      " + line.strip())
        .collect(Collectors.joining("", "|-", ""));
  }

  /** The expression as it stands in its file, without what YAML puts around it. */
  private String source(Expr expression) {
    String text = file.text(expression.span()).strip();
    boolean quoted = text.startsWith("\"") || text.startsWith("'");
    return quoted && !(expression instanceof Expr.Text) ? YamlText.unquoted(text) : text;
  }
}
