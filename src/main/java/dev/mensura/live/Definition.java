package dev.mensura.live;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.FormText;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;
import java.util.Optional;

/**
 * The text of one metric that is to be kept.
 *
 * @param name that it declares
 * @param source as it was handed in: findings are told at its places
 * @param form where it was made of a structured form, whose parameters findings speak of instead
 */
record Definition(String name, SourceFile source, Optional<FormText> form) {
  /** How the text of a definition is called until it is kept. */
  static final String PATH = "<definition>";

  static Compiled<Definition> of(FormText form) {
    return of(new SourceFile(PATH, form.text()), Optional.of(form));
  }

  static Compiled<Definition> of(SourceFile source) {
    return of(source, Optional.empty());
  }

  private static Compiled<Definition> of(SourceFile source, Optional<FormText> form) {
    Parsed parsed = Parser.parse(source);
    if (parsed.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      return Compiled.not(parsed.diagnostics());
    }
    if (parsed.declarations().size() == 1
        && parsed.declarations().getFirst() instanceof Declaration.Metric metric) {
      var definition = new Definition(metric.name().text(), source, form);
      return Compiled.of(definition);
    }
    return Compiled.not(notOne(source, parsed));
  }

  private static Diagnostic notOne(SourceFile source, Parsed parsed) {
    List<Declaration> all = parsed.declarations();
    String found =
        all.isEmpty()
            ? "there is none"
            : all.size() > 1
                ? "there are %d declarations".formatted(all.size())
                : "this is another declaration";
    Span span = all.isEmpty() ? new Span(0, 0) : all.get(all.size() > 1 ? 1 : 0).span();
    return Diagnostic.of(
            Code.NOT_ONE_METRIC,
            new Place(source, span),
            "A definition is one metric, and here " + found + ".")
        .note("`metric power_users = count users where login_count > 100` is one.");
  }

  /** What of the text is kept. */
  String text() {
    return source.text().strip();
  }

  /**
   * Findings about the text as it is kept, as whoever handed it in can place them.
   *
   * @param kept the same text as a file of the project
   */
  List<Diagnostic> told(List<Diagnostic> findings, SourceFile kept) {
    // The kept text has no white space around it.
    int cut = source.text().indexOf(kept.text());
    List<Diagnostic> handedIn = findings.stream().map(d -> d.in(kept, source, cut)).toList();
    return form.map(f -> f.inForm(handedIn)).orElse(handedIn);
  }
}
