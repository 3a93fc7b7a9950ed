package dev.mensura.cli;

import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.diagnostic.Paint;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mensura explain}. */
final class ExplainCommand implements Command {
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+ .*|\\*\\*.*?\\*\\*)");

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Of a metric: its definition, type, unit, what it is made of, what uses it, and what it can"
            + " be grouped by.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("NAME")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("A metric, query, model, field as model.field, or code of a diagnostic.")
            .build());
    Help.examples(
        spec,
        "mensura explain conversion_rate",
        "mensura explain users",
        "mensura explain users.plan",
        "mensura explain unknown-field");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    String name = arguments.words().getFirst();
    Optional<Code> code = Code.of(name);
    if (code.isPresent()) {
      face.print(page(code.get(), face.paint()));
      return Exit.OK;
    }
    Workspace workspace = face.project().workspace();
    List<String> told = new ArrayList<>();
    var pages = new Page(face.paint(), face.terminal().width(), face.edge());
    // A member of a family is called, and named by its call.
    boolean member = name.endsWith(")") && workspace.analysis().metric(name).isPresent();
    if (member || workspace.analysis().metricDeclarations().containsKey(name)) {
      told.add(
          new ExplainMetric(workspace, pages, Moments.now(workspace, face.terminal())).text(name));
    }
    if (workspace.analysis().queryDeclarations().containsKey(name)) {
      told.add(
          new ExplainQuery(workspace, pages, Moments.now(workspace, face.terminal())).text(name));
    }
    workspace
        .catalog()
        .model(name)
        .ifPresent(model -> told.add(new ExplainModel(workspace, pages).text(model)));
    field(name, workspace)
        .ifPresent(field -> told.add(new ExplainModel(workspace, pages).field(name, field)));
    if (told.isEmpty()) {
      throw unknown(name, workspace);
    }
    face.print(String.join("\n", told));
    return Exit.OK;
  }

  private static Optional<Field> field(String name, Workspace workspace) {
    int dot = name.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : workspace
            .catalog()
            .model(name.substring(0, dot))
            .flatMap(model -> model.field(name.substring(dot + 1)));
  }

  private static Stop unknown(String name, Workspace workspace) {
    var names = new TreeSet<String>();
    names.addAll(workspace.analysis().metricDeclarations().keySet());
    names.addAll(workspace.analysis().queryDeclarations().keySet());
    for (SemanticModel model : workspace.catalog().models()) {
      names.add(model.name());
      if (name.contains(".")) {
        model.fields().keySet().forEach(field -> names.add(model.name() + "." + field));
      }
    }
    Arrays.stream(Code.values()).map(Code::id).forEach(names::add);
    return Stop.error("no metric, query, model, field or code is called `%s`.".formatted(name))
        .hint(
            Nearest.to(name, names)
                .map(near -> "The nearest is `" + near + "`.")
                .orElse("`mensura list` shows what there is."));
  }

  private static String page(Code code, Paint paint) {
    return HEADING
        .matcher(Pages.text(code))
        .replaceAll(heading ->
            Matcher.quoteReplacement(
                paint == Paint.PLAIN
                    ? heading.group()
                    : paint.of(Paint.Role.STRONG, heading.group().replaceAll("^#+ |\\*\\*", ""))));
  }
}
