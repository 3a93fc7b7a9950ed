package dev.mensura.live;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.DefinitionText;
import dev.mensura.registry.FormText;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Name;
import java.util.List;
import java.util.Optional;

/**
 * The text of one metric that is to be kept.
 *
 * @param declared the name that it declares
 * @param source as it was handed in: findings are told at its places
 * @param form where it was made of a structured form, whose parameters findings speak of instead
 */
record Definition(Name declared, SourceFile source, Optional<FormText> form) {
  /** How the text of a definition is called until it is kept. */
  static final String PATH = "<definition>";

  static Compiled<Definition> of(FormText form) {
    return of(new SourceFile(PATH, form.text()), Optional.of(form));
  }

  static Compiled<Definition> of(SourceFile source) {
    return of(source, Optional.empty());
  }

  private static Compiled<Definition> of(SourceFile source, Optional<FormText> form) {
    Compiled<Declaration.Metric> read = DefinitionText.read(source);
    // What is said of the text is said again where it is checked.
    return read.value().isEmpty()
        ? Compiled.not(form.map(f -> f.inForm(read.diagnostics())).orElse(read.diagnostics()))
        : Compiled.of(new Definition(read.value().get().name(), source, form));
  }

  String name() {
    return declared.text();
  }

  /** Where the name stands in what was handed in. */
  Place place() {
    return form.isPresent() ? Refusals.named(name()) : new Place(source, declared.span());
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
