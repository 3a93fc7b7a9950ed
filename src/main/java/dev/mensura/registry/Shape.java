package dev.mensura.registry;

import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a metric is at its core, below the filters and defaults around it. A metric that is another
 * one with filters has that one's core.
 *
 * @param core the expression at the core
 * @param file the file that it stands in
 * @param filters the predicates around it, the innermost first
 * @param moves the windows and shifts around it, the innermost first; source text
 */
record Shape(Expr core, SourceFile file, List<Filter> filters, List<String> moves) {
  /** A predicate and the file that it stands in. */
  record Filter(Expr predicate, SourceFile file) {
    String text() {
      return file.text(predicate.span());
    }
  }

  static Shape of(String metric, Analysis analysis) {
    List<Filter> filters = new ArrayList<>();
    List<String> moves = new ArrayList<>();
    Set<String> followed = new HashSet<>();
    Declared<Declaration.Metric> declared = analysis.declaration(metric).orElseThrow();
    Expr at = declared.declaration().body();
    while (true) {
      Optional<Declared<Declaration.Metric>> next = Optional.empty();
      if (at instanceof Expr.Modified modified
          && modified.modifier() instanceof Modifier.Where where) {
        filters.addFirst(new Filter(where.predicate(), declared.file()));
        at = modified.value();
      } else if (at instanceof Expr.Modified modified && isMove(modified.modifier())) {
        moves.addFirst(declared.file().text(modified.modifier().span()));
        at = modified.value();
      } else if (at instanceof Expr.Modified modified
          && (modified.modifier() instanceof Modifier.Default
              || modified.modifier() instanceof Modifier.Dated)) {
        at = modified.value();
      } else if (at instanceof Expr.Reference reference
          && reference.path().isSimple()
          && !isParameter(reference.path().text(), declared.declaration())) {
        next = analysis.declaration(reference.path().text());
        if (next.isEmpty() || !followed.add(reference.path().text())) {
          return new Shape(at, declared.file(), filters, moves);
        }
        declared = next.get();
        at = declared.declaration().body();
      } else {
        return new Shape(at, declared.file(), filters, moves);
      }
    }
  }

  private static boolean isParameter(String name, Declaration.Metric metric) {
    return metric.parameters().stream().anyMatch(p -> p.name().text().equals(name));
  }

  private static boolean isMove(Modifier modifier) {
    return switch (modifier) {
      case Modifier.OverLast m -> true;
      case Modifier.ToDate m -> true;
      case Modifier.AllTime m -> true;
      case Modifier.Ago m -> true;
      case Modifier.AtStart m -> true;
      case Modifier.Where m -> false;
      case Modifier.Dated m -> false;
      case Modifier.Default m -> false;
      case Modifier.AtEdge m -> false;
      case Modifier.Across m -> false;
      case Modifier.Per m -> false;
      case Modifier.Fill m -> false;
    };
  }

  /** One of the original system's six, or the aggregate's name, or {@code derived}. */
  String type() {
    return switch (core) {
      case Expr.Aggregated aggregated when aggregated.per().isEmpty() ->
          aggregated.function().text();
      case Expr.Sql sql -> "custom_sql";
      case Expr.Binary binary when binary.operator() == Operator.DIVIDE -> "ratio";
      case Expr other -> "derived";
    };
  }

  String text(Expr part) {
    return file.text(part.span());
  }
}
