package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.Problem.Effect;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Words that people bring from SQL and that a look at their neighbours gives away. They are
 * reported, and the tokens are made what they mean, so that the rest of the declaration is read as
 * well.
 */
final class Habits {
  private final Excerpt excerpt;
  private final List<CommonToken> tokens;
  private final List<Problem> problems;
  private final List<CommonToken> kept;

  private Habits(Excerpt excerpt, List<CommonToken> tokens, List<Problem> problems) {
    this.excerpt = excerpt;
    this.tokens = tokens;
    this.problems = problems;
    this.kept = new ArrayList<>(tokens.size());
  }

  static void rewrite(Excerpt excerpt, List<CommonToken> tokens, List<Problem> problems) {
    var habits = new Habits(excerpt, tokens, problems);
    int i = 0;
    while (i < tokens.size()) {
      i = habits.step(i);
    }
    if (habits.kept.size() != tokens.size()) {
      tokens.clear();
      tokens.addAll(habits.kept);
    }
  }

  /** Keeps, changes or drops the token at {@code i}; the index of the next one to look at. */
  private int step(int i) {
    CommonToken token = tokens.get(i);
    return switch (token.getType()) {
      case NAME ->
          is(i, "group") && type(i + 1) == BY && afterOperand() ? groupBy(i) : keep(token, i + 1);
      case AGGREGATE -> aggregate(i);
      case IN -> type(i + 1) == INT && isYear(i + 1) ? inYear(i) : keep(token, i + 1);
      case INT -> isDate(i) ? moment(i, i + 4) : keep(token, i + 1);
      default -> keep(token, i + 1);
    };
  }

  private int keep(CommonToken token, int next) {
    kept.add(token);
    return next;
  }

  private int groupBy(int i) {
    int from = start(i);
    report(
        from,
        end(i + 1),
        "Groups are asked for by `by`, not `group by`.",
        "Write `by`",
        new Change(from, start(i + 1), ""));
    return i + 1;
  }

  /** {@code count distinct x} and {@code count(distinct x)}. */
  private int aggregate(int i) {
    CommonToken count = tokens.get(i);
    boolean call = type(i + 1) == LPAREN;
    int distinct = call ? i + 2 : i + 1;
    int follows = type(distinct + 1);
    boolean operand = follows == NAME || follows == QUOTED || follows == LPAREN;
    boolean found = is(i, "count") && is(distinct, "distinct") && operand;
    if (!found) {
      return keep(count, i + 1);
    }
    // `count_distinct (x)` for `count distinct (x)`; a parenthesis opened before the word stays.
    String right = call ? "count_distinct(" : "count_distinct ";
    report(
        start(i),
        end(distinct),
        "Distinct values are counted by `count_distinct`.",
        "Write `" + right.strip() + "`",
        new Change(start(i), start(distinct + 1), right));
    count.setText("count_distinct");
    kept.add(count);
    if (call) {
      kept.add(tokens.get(i + 1));
    }
    return distinct + 1;
  }

  /** {@code in 2024} and {@code in 2024-05}. */
  private int inYear(int i) {
    int last = i + 1;
    while (type(last + 1) == MINUS
        && type(last + 2) == INT
        && end(last) == start(last + 1)
        && end(last + 1) == start(last + 2)
        && last < i + 5) {
      last += 2;
    }
    kept.add(tokens.get(i));
    return moment(i + 1, last);
  }

  /** {@code 2024-01-01}, which nobody means to subtract. */
  private boolean isDate(int i) {
    return isYear(i)
        && tokens.size() > i + 4
        && excerpt.text(start(i), end(i + 4)).matches("\\d{4}-\\d{2}-\\d{2}");
  }

  /** Makes the tokens from one to another a time. */
  private int moment(int first, int last) {
    CommonToken year = tokens.get(first);
    String right = "@" + excerpt.text(start(first), end(last));
    report(
        start(first),
        end(last),
        "A time starts with `@`: `" + right + "`.",
        "Write `" + right + "`",
        Change.insert(start(first), "@"));
    year.setType(MOMENT);
    year.setText(right);
    year.setStopIndex(end(last) - 1);
    return keep(year, last + 1);
  }

  private void report(int from, int to, String message, String title, Change change) {
    Diagnostic finding = excerpt.finding(Code.OTHER_LANGUAGE, from, to, message);
    problems.add(new Problem(from, Effect.REPAIRED, excerpt.fix(finding, title, change)));
  }

  /** Whether the last token kept can end an operand, so that no name can follow it. */
  private boolean afterOperand() {
    if (kept.isEmpty()) {
      return false;
    }
    int before = kept.getLast().getType();
    return before == NAME
        || before == QUOTED
        || before == INT
        || before == NUMBER
        || before == TEXT
        || before == MOMENT
        || before == RPAREN
        || before == END
        || before == NULL;
  }

  private boolean isYear(int i) {
    String text = tokens.get(i).getText();
    return text.length() == 4 && (text.startsWith("19") || text.startsWith("20"));
  }

  private boolean is(int i, String word) {
    return i < tokens.size() && tokens.get(i).getText().equalsIgnoreCase(word);
  }

  private int type(int i) {
    return i < tokens.size() ? tokens.get(i).getType() : Token.EOF;
  }

  private int start(int i) {
    return tokens.get(i).getStartIndex();
  }

  private int end(int i) {
    return tokens.get(i).getStopIndex() + 1;
  }
}
