package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Defined;
import dev.mensura.live.LiveProject;
import dev.mensura.live.Terms;
import dev.mensura.registry.DefinitionForm;
import dev.mensura.registry.FormWords;
import dev.mensura.registry.JsonText;
import dev.mensura.source.SourceFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura define}. */
final class DefineCommand implements Command {
  /** Parameters that are one text each, and their options. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("name", "--name"),
          Map.entry("type", "--type"),
          Map.entry("model", "--model"),
          Map.entry("dimension", "--dimension"),
          Map.entry("numerator", "--numerator"),
          Map.entry("denominator", "--denominator"),
          Map.entry("sql", "--sql"),
          Map.entry("description", "--description"),
          Map.entry("label", "--label"),
          Map.entry("owner", "--owner"),
          Map.entry("unit", "--unit"),
          Map.entry("format", "--number-format"));

  private static final List<String> OTHERS =
      List.of("--fraction", "--filter", "--filters", "--tags");

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "In the language, or in options, which become a line of the language. The metric is checked"
            + " against all models and metrics, kept in registry/metrics.json and usable at once.",
        "It is refused where its name is taken; --replace changes a metric that was defined"
            + " before.");
    spec.addPositional(
        Arguments.optionalWord("TEXT", "`metric name = …`, in quotes; - for standard input."));
    spec.addOption(Arguments.option("--name", "NAME", "What it is called."));
    spec.addOption(
        Arguments.option(
            "--type", "TYPE", "count, count_distinct, sum, avg, ratio, custom_sql, min, max …"));
    spec.addOption(Arguments.option("--model", "MODEL", "Whose rows are aggregated."));
    spec.addOption(Arguments.option("--dimension", "FIELD", "What is aggregated."));
    spec.addOption(Arguments.option("--fraction", "N", "Of a percentile: 0.95."));
    spec.addOption(Arguments.option("--numerator", "METRIC", "Of a ratio."));
    spec.addOption(Arguments.option("--denominator", "METRIC", "Of a ratio."));
    spec.addOption(Arguments.option("--sql", "SQL", "An aggregate expression, for custom_sql."));
    spec.addOption(
        Arguments.options(
            "--filter", "FIELD=VALUE", "Or FIELD__gt=VALUE; stands once for each filter."));
    spec.addOption(Arguments.option("--filters", "JSON", "All filters as an object."));
    spec.addOption(Arguments.option("--description", "TEXT", "For people."));
    spec.addOption(Arguments.option("--tags", "A,B", "Words to find it by."));
    spec.addOption(Arguments.option("--label", "TEXT", "How charts call it."));
    spec.addOption(Arguments.option("--owner", "WHO", "Who answers for it."));
    spec.addOption(Arguments.option("--unit", "UNIT", "USD, say."));
    spec.addOption(Arguments.option("--number-format", "F", "How its numbers look: 0.0%%."));
    spec.addOption(Arguments.flag("--replace", "Change the metric of this name."));
    spec.addOption(
        Arguments.flag("--force", "Also where others use it and would mean something else."));
    Changing.describe(spec);
    Changing.describeVersion(spec);
    Help.examples(
        spec,
        "mensura define 'metric power_users = count users where login_count > 100'",
        "mensura define --name power_users --type count_distinct --model users \\",
        "    --dimension user_id --filter login_count__gt=100 --tags growth",
        "mensura define --name paying --type ratio --numerator paid_users --denominator"
            + " total_users",
        "mensura define 'metric power_users = count users where login_count > 200' --replace");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    changing.format();
    boolean options =
        TEXTS.values().stream().anyMatch(arguments::has)
            || OTHERS.stream().anyMatch(arguments::has);
    if (arguments.words().isEmpty() && !options) {
      throw Stop.usage("`mensura define` needs a metric.")
          .hint("`mensura define 'metric total = count users'` defines one.");
    }
    if (!arguments.words().isEmpty() && options) {
      throw Stop.usage("a metric is defined in the language or in options, not in both.");
    }
    Terms terms = terms(changing, arguments);
    return Changing.filling(
        face,
        live ->
            changing.told(
                options ? inOptions(arguments, live, terms) : inText(arguments, face, live, terms),
                Map.of(
                    Code.DUPLICATE_NAME,
                    "`--replace` puts the new definition in its place.",
                    Code.METRIC_IN_USE,
                    "`--force` changes it all the same."),
                new DefinedText(face, "defined", changing.isTried())));
  }

  private static Terms terms(Changing changing, Arguments arguments) {
    Terms terms = changing.terms();
    terms = arguments.has("--replace") ? terms.with(Terms.Existing.REPLACE) : terms;
    return arguments.has("--force") ? terms.with(Terms.Dependents.FORCE) : terms;
  }

  private static Compiled<Defined> inText(
      Arguments arguments, Face face, LiveProject live, Terms terms) {
    String word = arguments.words().getFirst();
    String text = word.equals("-") ? face.input() : word;
    face.task().is("defining `" + text.strip() + "`");
    return live.define(new SourceFile("<definition>", text), terms);
  }

  private static Compiled<Defined> inOptions(Arguments arguments, LiveProject live, Terms terms) {
    ObjectNode form = JsonText.object();
    TEXTS.forEach((key, option) -> arguments.text(option).ifPresent(t -> form.put(key, t)));
    arguments.text("--fraction").ifPresent(f -> form.put("fraction", fraction(f)));
    arguments
        .text("--tags")
        .ifPresent(tags -> {
          ArrayNode list = form.putArray("tags");
          List.of(tags.split(",", -1)).stream()
              .map(String::strip)
              .filter(t -> !t.isEmpty())
              .forEach(list::add);
        });
    return filters(arguments, live)
        .then(filters -> {
          if (!filters.isEmpty()) {
            form.set("filters", filters);
          }
          return DefinitionForm.read(form);
        })
        .then(read -> live.define(read, terms));
  }

  private static BigDecimal fraction(String text) {
    if (!text.matches("\\d{1,10}(\\.\\d{1,20})?")) {
      throw Stop.usage("`--fraction` takes a number such as `0.95`, not `%s`.".formatted(text));
    }
    return new BigDecimal(text);
  }

  private static Compiled<ObjectNode> filters(Arguments arguments, LiveProject live) {
    Compiled<ObjectNode> given =
        arguments
            .text("--filters")
            .map(json -> FormWords.object("filters", json))
            .orElseGet(() -> Compiled.of(JsonText.object()));
    return given.map(filters -> {
      for (String filter : arguments.texts("--filter")) {
        int at = filter.indexOf('=');
        if (at < 1) {
          throw Stop.usage("`--filter` takes FIELD=VALUE, not `%s`.".formatted(filter))
              .hint("`--filter login_count__gt=100` is one.");
        }
        String key = filter.substring(0, at).strip();
        if (filters.has(key)) {
          throw Stop.usage("the filter `%s` stands twice.".formatted(key));
        }
        filters.set(
            key,
            FormWords.value(
                key, filter.substring(at + 1), model(arguments), live.workspace().catalog()));
      }
      return filters;
    });
  }

  /** The model of the filters; a dimension may name it too. */
  private static Optional<String> model(Arguments arguments) {
    return arguments
        .text("--model")
        .or(() ->
            arguments
                .text("--dimension")
                .filter(d -> d.contains("."))
                .map(d -> d.substring(0, d.indexOf('.'))));
  }
}
