package dev.mensura.registry;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a definition that is to be kept: one metric, under a sound name. */
public final class DefinitionText {
  /** The most characters of a definition. */
  public static final int MOST = 256 * 1024;

  private DefinitionText() {}

  /** The metric that a text declares; none if it declares anything else or has errors. */
  public static Compiled<Declaration.Metric> read(SourceFile file) {
    int length = file.text().length();
    if (length > MOST) {
      String message =
          "The definition has %,d characters; %,d are the most.".formatted(length, MOST);
      return Compiled.not(
          List.of(Diagnostic.of(Code.TOO_LARGE, at(file, new Span(0, 0)), message)));
    }
    Parsed parsed = Parser.parse(file);
    List<Diagnostic> findings = new ArrayList<>(parsed.diagnostics());
    if (findings.stream().anyMatch(Diagnostic::isError)) {
      return Compiled.not(findings);
    }
    List<Declaration> declarations = parsed.declarations();
    if (declarations.size() == 1 && declarations.getFirst() instanceof Declaration.Metric metric) {
      Optional<Diagnostic> name = problem(metric.name().text(), at(file, metric.name().span()));
      name.ifPresent(findings::add);
      return name.isPresent()
          ? Compiled.not(findings)
          : new Compiled<>(Optional.of(metric), findings);
    }
    findings.add(notOneMetric(file, declarations));
    return Compiled.not(findings);
  }

  /** What is wrong with the name of a metric. */
  static Optional<Diagnostic> problem(String name, Place place) {
    return MetricName.problem(name)
        .map(problem -> {
          boolean shown = name.length() <= 80 && !name.isBlank();
          String what = shown ? "The name `" + visible(name) + "` " : "The name of the metric ";
          return Diagnostic.of(Code.BAD_NAME, place, what + problem + ".")
              .note(
                  "A name is up to 200 letters, digits and signs on one line, without backquotes"
                      + " and slashes.");
        });
  }

  private static String visible(String name) {
    return name.replace('`', '\'').replaceAll("\\p{Cntrl}|\\p{Cf}", "\uFFFD");
  }

  private static Diagnostic notOneMetric(SourceFile file, List<Declaration> all) {
    String found =
        switch (all.size()) {
          case 0 -> "there is none";
          case 1 -> "this is another declaration";
          default -> "there are %d declarations".formatted(all.size());
        };
    Span span = all.isEmpty() ? new Span(0, 0) : all.get(all.size() > 1 ? 1 : 0).span();
    String message = "A definition is one metric, and here " + found + ".";
    return Diagnostic.of(Code.NOT_ONE_METRIC, at(file, span), message)
        .note("`metric power_users = count users where login_count > 100` is one.");
  }

  private static Place at(SourceFile file, Span span) {
    return new Place(file, span);
  }
}
