package dev.mensura.registry;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Declaration.PropertyValue;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text that a form became, and compares what it says with the form. */
final class ReadBack {
  private final DefinitionForm form;
  private final FormText text;
  private final Span core;

  /**
   * @param start where the core without filters starts in the text
   * @param end where it ends
   */
  ReadBack(DefinitionForm form, FormText text, int start, int end) {
    this.form = form;
    this.text = text;
    this.core = new Span(start, end);
  }

  /** What is wrong with the text; nothing if it says what the form says. */
  List<Diagnostic> check() {
    Compiled<Declaration.Metric> read = DefinitionText.read(new SourceFile("<form>", text.text()));
    List<Diagnostic> findings = text.inForm(read.diagnostics());
    if (read.value().isEmpty()) {
      return findings;
    }
    boolean same = read.value().filter(this::isSame).isPresent();
    return same ? findings : List.of(other());
  }

  private Diagnostic other() {
    return Parameter.of("name", JsonText.text(form.name()))
        .finding(
            Code.BAD_PARAMETER,
            "The parameters, written as a metric, don't read as what they say.");
  }

  private boolean isSame(Declaration.Metric metric) {
    Expr body = metric.body();
    List<Span> filters = new ArrayList<>();
    if (!form.filters().isEmpty()) {
      if (!(body instanceof Expr.Modified modified
          && modified.modifier() instanceof Modifier.Where where)) {
        return false;
      }
      conjuncts(where.predicate(), filters);
      body = modified.value();
    }
    return metric.name().text().equals(form.name())
        && metric.parameters().isEmpty()
        && metric.documentation().isEmpty()
        && body.span().equals(core)
        && isSameCore(body)
        && filters.equals(filterSpans())
        && properties(metric).equals(properties());
  }

  private boolean isSameCore(Expr body) {
    return switch (body) {
      case Expr.Aggregated a ->
          a.function().text().equals(form.type()) && a.per().isEmpty() && isArgument(a);
      case Expr.Sql sql ->
          form.type().equals(FormRules.SQL)
              && sql.text().value().equals(FormTexts.lines(form.sql().orElse("")));
      case Expr.Binary b ->
          form.type().equals(FormRules.RATIO)
              && b.operator() == Operator.DIVIDE
              && isOf(b.left().span(), "numerator")
              && isOf(b.right().span(), "denominator");
      case Expr other -> false;
    };
  }

  private boolean isArgument(Expr.Aggregated aggregated) {
    boolean reference =
        !aggregated.arguments().isEmpty()
            && aggregated.arguments().getFirst() instanceof Expr.Reference r
            && isArgument(r.path().names().stream().map(Name::text).toList());
    return reference && aggregated.arguments().size() == (form.fraction().isPresent() ? 2 : 1);
  }

  /** The dimension behind the model; the form may name the model or its entity in it too. */
  private boolean isArgument(List<String> path) {
    List<String> behind = path.subList(1, path.size());
    List<String> names =
        form.dimension().map(d -> List.of(d.strip().split("\\.", -1))).orElse(List.of());
    return behind.equals(names)
        || names.size() > 1 && behind.equals(names.subList(1, names.size()));
  }

  private boolean isOf(Span span, String parameter) {
    return text.parts().stream()
        .anyMatch(p -> p.parameter().name().equals(parameter) && p.span().equals(span));
  }

  private static void conjuncts(Expr predicate, List<Span> spans) {
    Expr at = predicate;
    while (at instanceof Expr.Binary b && b.operator() == Operator.AND) {
      spans.addFirst(b.right().span());
      at = b.left();
    }
    spans.addFirst(at.span());
  }

  /** Where each filter was written: the widest of its parts. */
  private List<Span> filterSpans() {
    Map<String, Span> widest = new LinkedHashMap<>();
    for (Part part : text.parts()) {
      if (part.parameter().name().startsWith("filters.")) {
        widest.merge(
            part.parameter().name(), part.span(), (a, b) -> a.length() >= b.length() ? a : b);
      }
    }
    return List.copyOf(widest.values());
  }

  private Map<String, List<String>> properties() {
    DefinitionForm.About about = form.about();
    Map<String, List<String>> all = new LinkedHashMap<>();
    about.label().ifPresent(t -> all.put("label", lines(t)));
    about.description().ifPresent(t -> all.put("description", lines(t)));
    all.put("tags", about.tags().stream().distinct().toList());
    about.owner().ifPresent(t -> all.put("owner", lines(t)));
    about.unit().ifPresent(t -> all.put("unit", lines(t)));
    about.format().ifPresent(t -> all.put("format", lines(t)));
    all.put("synonyms", about.synonyms().stream().distinct().toList());
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static List<String> lines(String text) {
    return List.of(FormTexts.lines(text));
  }

  private static Map<String, List<String>> properties(Declaration.Metric metric) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    metric.properties().forEach(p -> all.put(p.name().text(), texts(p.value())));
    return all;
  }

  private static List<String> texts(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Scalar(Expr.Text t) -> List.of(t.value());
      case PropertyValue.Many many ->
          many.values().stream().flatMap(v -> texts(v).stream()).toList();
      case PropertyValue other -> List.of();
    };
  }
}
