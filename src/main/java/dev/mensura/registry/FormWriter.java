package dev.mensura.registry;

import dev.mensura.check.Analysis;
import dev.mensura.check.CheckedQuery;
import dev.mensura.check.Checker;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.Query;
import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import dev.mensura.registry.Part.Content;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Formatter;
import dev.mensura.syntax.Names;
import dev.mensura.syntax.ParsedQuery;
import dev.mensura.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a form as text of the language.
 *
 * <p><b>Invariant:</b> what comes out is read again, and is one metric of the form's name with the
 * form's parts, whatever the form holds.
 */
final class FormWriter {
  /** Words that are no expression and can be the name of a metric. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_ ]{1,200}");

  private final DefinitionForm form;
  private final Analysis analysis;
  private final Catalog catalog;
  private final FormText.Builder out = new FormText.Builder();
  private final List<Diagnostic> findings = new ArrayList<>();

  private FormWriter(DefinitionForm form, Analysis analysis) {
    this.form = form;
    this.analysis = analysis;
    this.catalog = analysis.catalog();
  }

  static Compiled<FormText> write(DefinitionForm form, Analysis analysis) {
    List<Diagnostic> wrong = new ArrayList<>(FormTexts.check(form));
    wrong.addAll(FormRules.check(form));
    return wrong.isEmpty() ? new FormWriter(form, analysis).write() : Compiled.not(wrong);
  }

  private Compiled<FormText> write() {
    out.add("metric ");
    out.add(Names.quoted(form.name()), parameter("name", form.name()), Content.SAME);
    out.add(" = ");
    int start = out.length();
    List<String> bases =
        switch (form.type()) {
          case FormRules.RATIO -> ratio();
          case FormRules.SQL -> sql();
          default -> aggregate();
        };
    int end = out.length();
    if (findings.isEmpty() && !form.filters().isEmpty()) {
      new FilterWriter(out, catalog, bases, findings).write(form.filters());
    }
    if (!findings.isEmpty()) {
      return Compiled.not(findings);
    }
    AboutWriter.write(form.about(), out);
    FormText text = out.build();
    List<Diagnostic> odd = new ReadBack(form, text, start, end).check();
    if (!odd.isEmpty()) {
      return Compiled.not(odd);
    }
    String formatted = Formatter.format(new SourceFile("<form>", text.text())).text();
    return Compiled.of(text.laidOut(formatted.strip()).orElse(text));
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.of(name, JsonText.text(value));
  }

  private List<String> aggregate() {
    String dimension = form.dimension().map(String::strip).orElse("");
    List<String> names = dimension.isEmpty() ? List.of() : List.of(dimension.split("\\.", -1));
    Optional<SemanticModel> model = model(names);
    if (model.isEmpty()) {
      return List.of();
    }
    boolean fraction = form.fraction().isPresent();
    out.add(form.type(), parameter("type", form.type()), Content.SAME);
    out.add(fraction ? "(" : " ");
    String base = model.get().name();
    int start = out.length();
    model(base);
    form.dimension()
        .ifPresent(d -> {
          Parameter parameter = parameter("dimension", d);
          List<String> path = startsAtModel(names, model.get()) ? rest(names) : names;
          out.add(".");
          // Behind a dot the first name needs no quotes either.
          String code = FilterField.code(with("x", path)).substring(2);
          out.add(code, parameter, Content.SAME);
          out.since(start, parameter);
        });
    form.fraction()
        .ifPresent(f -> {
          out.add(", ");
          out.add(f.toPlainString(), Parameter.of("fraction", JsonText.number(f)), Content.LITERAL);
          out.add(")");
        });
    return List.of(base);
  }

  private void model(String name) {
    Parameter parameter = parameter("model", form.model().orElse(name));
    out.add(Names.quoted(name), parameter, Content.SAME);
  }

  /** The model that a form names, or else the first name of its dimension. */
  private Optional<SemanticModel> model(List<String> dimension) {
    boolean named = form.model().isPresent();
    String name = form.model().orElseGet(() -> dimension.getFirst());
    Parameter parameter =
        named ? parameter("model", name) : parameter("dimension", form.dimension().orElse(name));
    Optional<SemanticModel> model = catalog.model(name);
    if (model.isEmpty()) {
      Diagnostic finding =
          parameter.finding(Code.UNKNOWN_MODEL, "No model is called `" + name + "`.");
      Set<String> names = catalog.names();
      Optional<String> near = Nearest.to(name, names);
      findings.add(
          near.map(
                  n -> {
                    Diagnostic told = finding.note("Did you mean `" + n + "`?");
                    return named ? told.fix("Write `" + n + "`", "\"" + n + "\"") : told;
                  })
              .orElseGet(() ->
                  names.isEmpty() || names.size() > 12
                      ? finding
                      : finding.note("There are: " + FormRules.list(names) + ".")));
    }
    return model;
  }

  private static boolean startsAtModel(List<String> names, SemanticModel model) {
    String first = names.getFirst();
    return names.size() > 1
        && (first.equals(model.name()) || first.equals(model.entity()))
        && !model.fields().containsKey(first)
        && !model.joins().containsKey(first);
  }

  private static List<String> rest(List<String> names) {
    return names.subList(1, names.size());
  }

  private static List<String> with(String first, List<String> names) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(names);
    return all;
  }

  private List<String> sql() {
    String sql = form.sql().orElse("");
    Optional<SemanticModel> model = model(List.of());
    if (model.isEmpty()) {
      return List.of();
    }
    String base = model.get().name();
    out.add("sql ");
    model(base);
    out.add(" ");
    out.add(TextLiteral.prose(FormTexts.lines(sql)), parameter("sql", sql), Content.SAME);
    return List.of(base);
  }

  private List<String> ratio() {
    Optional<String> over = operand("numerator", form.numerator().orElse(""));
    Optional<String> under = operand("denominator", form.denominator().orElse(""));
    if (over.isEmpty() || under.isEmpty()) {
      return List.of();
    }
    List<String> bases =
        form.filters().isEmpty() && form.model().isEmpty()
            ? List.of()
            : bases(over.get(), under.get());
    operand(out, "numerator", over.get());
    out.add(" / ");
    operand(out, "denominator", under.get());
    return bases;
  }

  private void operand(FormText.Builder to, String name, String code) {
    String given = (name.equals("numerator") ? form.numerator() : form.denominator()).orElse("");
    Parameter parameter = parameter(name, given);
    boolean wrapped = code.startsWith("(") && !given.strip().startsWith("(");
    String inner = wrapped ? code.substring(1, code.length() - 1) : code;
    int at = parameter.file().text(parameter.value()).indexOf(inner);
    boolean same = at > 0 && given.indexOf(inner) == at - 1;
    int start = to.length();
    to.add(wrapped ? "(" : "");
    int from = parameter.value().start() + Math.max(at, 0);
    Span origin = same ? new Span(from, from + inner.length()) : parameter.value();
    to.add(inner, parameter, origin, same ? Content.SAME : Content.OTHER);
    to.add(wrapped ? ")" : "").since(start, parameter);
  }

  /** A metric's name, or the code of an expression that stands for itself. */
  private Optional<String> operand(String name, String given) {
    String text = FormTexts.lines(given).strip();
    if (analysis.metricDeclarations().containsKey(text) || text.matches("[A-Za-z_]\\w*")) {
      return Optional.of(Names.quoted(text));
    }
    Operand operand = Operand.read(text);
    if (!operand.diagnostics().isEmpty() && NAME.matcher(text).matches()) {
      return Optional.of(Names.quoted(text));
    }
    if (!operand.diagnostics().isEmpty()) {
      var copy = new FormText.Builder();
      copy.add(text, parameter(name, given), Content.SAME);
      findings.addAll(copy.build().inForm(operand.diagnostics()));
      return Optional.empty();
    }
    return operand.code();
  }

  /** The models whose rows a ratio reads; one that the form names must be among them. */
  private List<String> bases(String over, String under) {
    var text = new FormText.Builder();
    text.add("(");
    operand(text, "numerator", over);
    text.add(") as over, (");
    operand(text, "denominator", under);
    FormText query = text.add(") as under").build();
    var file = new SourceFile("<query>", query.text());
    ParsedQuery parsed = Parser.parseQuery(file);
    List<Diagnostic> wrong = new ArrayList<>(parsed.diagnostics());
    Optional<CheckedQuery> checked = parsed.body().map(body -> Checker.query(body, file, analysis));
    checked.ifPresent(c -> wrong.addAll(c.diagnostics()));
    wrong.removeIf(d -> !d.isError());
    Optional<List<String>> bases = checked.flatMap(CheckedQuery::query).map(Query::bases);
    if (bases.isPresent()) {
      form.model().filter(m -> !bases.get().contains(m)).ifPresent(m -> notOfModel(m, bases.get()));
      return bases.get();
    }
    // A metric may be defined together with this one; if not, the check of the text says so.
    boolean unknown = wrong.stream().allMatch(d -> d.code() == Code.UNKNOWN_METRIC);
    if (!unknown) {
      findings.addAll(query.inForm(wrong));
    }
    return form.model()
        .filter(m -> catalog.model(m).isPresent())
        .map(List::of)
        .orElseGet(() -> List.copyOf(catalog.names()));
  }

  private void notOfModel(String model, List<String> bases) {
    findings.add(
        parameter("model", model)
            .finding(
                Code.BAD_PARAMETER,
                "The ratio reads rows of %s, not of `%s`."
                    .formatted(FormRules.list(bases), model)));
  }
}
