package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.Catalog;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ast.QueryBody;
import java.util.List;

/** Checks declarations against models and each other. */
public final class Checker {
  private Checker() {}

  /**
   * Checks a project.
   *
   * @param files in the order in which findings are told, and in which the first of two
   *     declarations with one name wins
   * @param previous an earlier result, of which everything is kept that cannot have changed: what
   *     stands in the same {@link Parsed} objects, against the same catalog, and names nothing that
   *     looks different now
   */
  public static Analysis check(Catalog catalog, List<Parsed> files, Analysis previous) {
    var declarations = Declarations.of(catalog, files, previous.declarations());
    return new Recheck(catalog, declarations, previous).run();
  }

  /** Checks a query that somebody typed against a checked project. */
  public static CheckedQuery query(QueryBody body, SourceFile file, Analysis analysis) {
    var session =
        new CheckSession(
            analysis.catalog(), analysis.declarations(), analysis.paths(), analysis.asked());
    var findings = new Findings(file);
    var checked = new QueryChecker(session.scope(new Watch()), findings).check(body);
    if (session.isExhausted()) {
      findings.add(CheckSession.tooLarge(findings.place(body.span()), "The query"));
    }
    if (checked.query().isEmpty() && findings.errors() == 0) {
      List<String> broken =
          checked.uses().stream()
              .filter(name -> analysis.metric(name).isEmpty() && !analysis.isOpen(name))
              .toList();
      String what = broken.isEmpty() ? "a field" : Findings.quoted(broken);
      findings.add(
          Code.UNKNOWN_METRIC,
          body.span(),
          "The query asks for " + what + ", which has an error of its own.");
    }
    return new CheckedQuery(checked.query(), checked.uses(), findings.list());
  }
}
