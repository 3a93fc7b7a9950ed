package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.model.About;
import dev.mensura.model.SemanticModel;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** {@code list_models}. */
record ListModels(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "list_models",
        "List models",
        "Lists the models that metrics are made of, by name: what a row is, the fields with types,"
            + " units and closed values, and the joins. Search matches names and descriptions, of"
            + " fields too.",
        Card.Effect.READS,
        Listed.arguments(Schema.object("").optional("model", Schema.text("Only this model.")))
            .done(),
        Listed.page("models", ModelPage.schema()));
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Workspace workspace = desk.workspace();
    Optional<String> only = arguments.text("model");
    only.ifPresent(m -> Known.model(m, "model", workspace));
    Optional<String> search = arguments.text("search").map(s -> s.toLowerCase(Locale.ROOT));
    Stream<SemanticModel> models =
        workspace.catalog().models().stream()
            .filter(m -> m.about().visibility() == About.Visibility.SHOWN)
            .filter(m -> only.map(m.name()::equals).orElse(true))
            .filter(m -> search.map(s -> matches(m, s)).orElse(true))
            .sorted(Comparator.comparing(SemanticModel::name));
    return Listed.reply(
        "models",
        arguments,
        models,
        SemanticModel::name,
        m -> ModelPage.json(m, workspace),
        ListModels::text);
  }

  private static boolean matches(SemanticModel model, String search) {
    return Stream.concat(
            texts(model.name(), model.about()),
            model.fields().values().stream().flatMap(f -> texts(f.name(), f.about())))
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search));
  }

  private static Stream<String> texts(String name, About about) {
    return Stream.of(
            Stream.of(name),
            about.label().stream(),
            about.description().stream(),
            about.synonyms().stream())
        .flatMap(s -> s);
  }

  private static String text(ObjectNode model) {
    var fields = new StringJoiner(", ");
    model
        .get("fields")
        .forEach(f -> fields.add(f.get("name").asText() + " " + f.get("type").asText()));
    var joins = new StringJoiner(", ");
    model
        .get("joins")
        .forEach(j -> joins.add(j.get("name").asText() + " → " + j.get("model").asText()));
    String said = model.path("description").asText("").lines().findFirst().orElse("");
    return "%s (one row for each %s)%s\n  fields: %s%s"
        .formatted(
            model.get("name").asText(),
            model.get("entity").asText(),
            said.isEmpty() ? "" : ": " + said,
            fields,
            joins.length() == 0 ? "" : "\n  joins: " + joins);
  }
}
