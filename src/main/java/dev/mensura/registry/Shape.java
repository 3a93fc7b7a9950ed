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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metric is at its core, below the filters and defaults around it. A metric that is another
 * one with filters has that one's core.
 *
 * @param core the expression at the core
 * @param file the file that it stands in
 * @param filters the predicates around it, the innermost first
 * @param moves the windows and shifts around it, the innermost first; source text
 * @param defaults what stands for the parameters in the core
 */
record Shape(
    Expr core, SourceFile file, List<Filter> filters, List<String> moves, Defaults defaults) {
  /** A predicate and the file that it stands in. */
  record Filter(Expr predicate, SourceFile file, Defaults defaults) {
    String text() {
      return defaults.in(file.text(predicate.span()));
    }

    /** Whether it reads as it is written. */
    boolean isPlain() {
      return defaults.in(file.text(predicate.span())).equals(file.text(predicate.span()));
    }
  }

  /** What stands for parameters where nothing is given, by their names. */
  record Defaults(Map<String, String> texts) {
    static Defaults of(String metric, Analysis analysis) {
      var texts = new TreeMap<String, String>();
      analysis
          .family(metric)
          .ifPresent(family ->
              family
                  .parameters()
                  .forEach(p -> p.fallback().ifPresent(f -> texts.put(p.name(), f.text()))));
      return new Defaults(texts);
    }

    /** Source text with the values in it. */
    String in(String text) {
      if (texts.isEmpty()) {
        return text;
      }
      Matcher words = WORD.matcher(text);
      return words.replaceAll(word -> {
        String name = word.group().replace("`", "");
        return Matcher.quoteReplacement(texts.getOrDefault(name, word.group()));
      });
    }
  }

  /** A name that is no part of a path, or a text, in which nothing is replaced. */
  private static final Pattern WORD =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:\\\\.|[^\"])*\"|(?<![\\w.@`])(?:`[^`]+`|[A-Za-z_]\\w*)(?![\\w`]|\\.\\w|\\()");

  static Shape of(String metric, Analysis analysis) {
    List<Filter> filters = new ArrayList<>();
    List<String> moves = new ArrayList<>();
    Set<String> followed = new HashSet<>();
    Declared<Declaration.Metric> declared = analysis.declaration(metric).orElseThrow();
    Defaults defaults = Defaults.of(metric, analysis);
    Expr at = declared.declaration().body();
    while (true) {
      Optional<Declared<Declaration.Metric>> next = Optional.empty();
      if (at instanceof Expr.Modified modified
          && modified.modifier() instanceof Modifier.Where where) {
        filters.addFirst(new Filter(where.predicate(), declared.file(), defaults));
        at = modified.value();
      } else if (at instanceof Expr.Modified modified && isMove(modified.modifier())) {
        moves.addFirst(defaults.in(declared.file().text(modified.modifier().span())));
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
          return new Shape(at, declared.file(), filters, moves, defaults);
        }
        declared = next.get();
        defaults = Defaults.of(reference.path().text(), analysis);
        at = declared.declaration().body();
      } else {
        return new Shape(at, declared.file(), filters, moves, defaults);
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
    return defaults.in(file.text(part.span()));
  }
}
