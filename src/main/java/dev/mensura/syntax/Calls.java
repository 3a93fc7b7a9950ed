package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.grammar.MensuraParser.ReferenceContext;
import dev.mensura.type.Grain;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls, and the functions of SQL that are no functions here. */
final class Calls {
  /** What a path ends with instead of a call around it. */
  private static final Map<String, String> PARTS =
      Map.of(
          "year", "year",
          "quarter", "quarter_of_year",
          "month", "month_of_year",
          "week", "week_of_year",
          "day", "day_of_month",
          "hour", "hour_of_day",
          "dayofweek", "day_of_week",
          "dayofyear", "day_of_year",
          "date", "day");

  private final Excerpt excerpt;
  private final List<Diagnostic> findings;

  Calls(Excerpt excerpt, List<Diagnostic> findings) {
    this.excerpt = excerpt;
    this.findings = findings;
  }

  Expr call(ReferenceContext tree, Name name, List<Expr.Argument> arguments, Span span) {
    String word = name.text().toLowerCase(Locale.ROOT);
    boolean plain = tree.path().getStop().getText().equalsIgnoreCase(word);
    if (plain && arguments.size() == 2 && word.equals("date_trunc")) {
      Expr first = only(arguments.getFirst());
      if (first instanceof Expr.Text text
          && Grain.of(text.value()).isPresent()
          && only(arguments.getLast()) instanceof Expr.Reference path) {
        grain(tree, path, Grain.of(text.value()).orElseThrow().text());
      }
    } else if (plain
        && arguments.size() == 1
        && PARTS.containsKey(word)
        && only(arguments.getFirst()) instanceof Expr.Reference path
        && !path.path().isSimple()) {
      grain(tree, path, PARTS.getOrDefault(word, word));
    }
    return new Expr.Call(name, arguments, span);
  }

  private static Expr only(Expr.Argument argument) {
    return argument.values().getFirst();
  }

  private void grain(ReferenceContext tree, Expr.Reference path, String grain) {
    int from = tree.getStart().getStartIndex();
    int to = tree.getStop().getStopIndex() + 1;
    String right = path.path().text() + "." + grain;
    Diagnostic finding =
        excerpt.finding(
            Code.OTHER_LANGUAGE, from, to, "A grain or part of a time is a path: `" + right + "`.");
    findings.add(excerpt.fix(finding, "Write `" + right + "`", new Change(from, to, right)));
  }
}
