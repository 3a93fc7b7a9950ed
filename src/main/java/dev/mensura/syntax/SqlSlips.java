package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.Excerpt.Change;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Words and forms of SQL that have another form here. */
final class SqlSlips {
  private final Excerpt excerpt;

  SqlSlips(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  /** What to say of a form of SQL around the token where the parser stopped; null if it is none. */
  @Nullable Diagnostic at(Stretch tokens, int at) {
    int type = tokens.type(at);
    int before = tokens.type(at - 1);
    if (type == STAR && before == LPAREN && is(tokens, at - 2, "count")) {
      return countStar(tokens, at);
    }
    if (before == IS || before == NOT && tokens.type(at - 2) == IS) {
      return is(tokens, at);
    }
    if (before == IN) {
      Diagnostic list = list(tokens, at);
      if (list != null) {
        return list;
      }
    }
    if (before == NAME) {
      Diagnostic prefix = behind(tokens, at);
      if (prefix != null) {
        return prefix;
      }
    }
    return type == NAME || type == LABEL || type == COMMA ? word(tokens, at) : null;
  }

  /** A word that the parser stopped at. */
  private @Nullable Diagnostic word(Stretch tokens, int at) {
    if (tokens.type(at) == COMMA) {
      return tokens.type(at - 1) == INT && tokens.type(at - 2) == LIMIT
          ? finding(tokens, at, at, "`limit` takes one number; there is no offset.")
          : null;
    }
    String word = tokens.token(at).getText().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "from" ->
          finding(tokens, at, at, "There is no `from`: metrics and paths name their models.");
      case "join", "left", "inner", "outer", "cross", "using" ->
          finding(
                  tokens,
                  at,
                  at,
                  "There is no `" + word + "` here: paths lead through the joins of the models.")
              .note("A path is written with dots: `orders.customer.region`.");
      case "filter" -> filter(tokens, at);
      case "ilike" -> ilike(tokens, at);
      case "offset" ->
          finding(tokens, at, at, "There is no `offset`; `limit` takes the first rows.");
      case "union", "intersect" ->
          finding(tokens, at, at, "There is no `" + word + "`: a query lists several metrics.");
      default -> null;
    };
  }

  /** A word that reads as a name, and what stands behind it. */
  private @Nullable Diagnostic behind(Stretch tokens, int at) {
    String word = tokens.token(at - 1).getText().toLowerCase(Locale.ROOT);
    int type = tokens.type(at);
    boolean operand =
        Keywords.isWord(type) || type == STAR || type == LPAREN || type == INT || type == TEXT;
    return switch (word) {
      case "select" -> operand ? select(tokens, at) : null;
      case "distinct" ->
          operand
              ? finding(tokens, at - 1, at - 1, "Only `count_distinct` looks at distinct values.")
              : null;
      case "interval" -> type == TEXT ? interval(tokens, at) : null;
      case "date", "timestamp" -> type == TEXT ? moment(tokens, at) : null;
      case "if" ->
          operand
              ? finding(
                  tokens,
                  at - 1,
                  at - 1,
                  "A choice is written `case when a then b else c end`, or `if(a, b, c)`.")
              : null;
      default -> null;
    };
  }

  private Diagnostic select(Stretch tokens, int at) {
    if (tokens.type(at - 2) == LPAREN) {
      return finding(tokens, at - 1, at - 1, "There are no queries inside expressions.")
          .note("A metric in a condition is its value for the row: `where orders_placed >= 3`.")
          .note("The greatest are found by `in (top 10 by revenue)`.");
    }
    Diagnostic finding =
        finding(tokens, at - 1, at - 1, "A query starts with its metrics, without `select`.")
            .note("The groups follow `by`: `revenue by customer.region`.");
    return excerpt.fix(
        finding, "Remove `select`", new Change(start(tokens, at - 1), start(tokens, at), ""));
  }

  private Diagnostic countStar(Stretch tokens, int at) {
    boolean closed = tokens.type(at + 1) == RPAREN;
    Diagnostic finding =
        finding(
            tokens,
            at - 2,
            closed ? at + 1 : at,
            "Rows are counted by `count` and the name of their model, as in `count orders`.");
    if (closed && is(tokens, at + 2, "from") && tokens.type(at + 3) == NAME) {
      String right = "count " + tokens.token(at + 3).getText();
      finding =
          excerpt.fix(
              finding,
              "Write `" + right + "`",
              new Change(start(tokens, at - 2), end(tokens, at + 3), right));
    }
    return finding;
  }

  /** {@code is true}, {@code is not 3}. */
  private @Nullable Diagnostic is(Stretch tokens, int at) {
    int type = tokens.type(at);
    boolean negated = tokens.type(at - 1) == NOT;
    int is = negated ? at - 2 : at - 1;
    if (type == Token.EOF
        || Keywords.isWord(type) && type != NAME && type != TRUE && type != FALSE) {
      return null;
    }
    boolean truth = type == TRUE || type == FALSE;
    Diagnostic finding =
        finding(
            tokens,
            is,
            at,
            truth
                ? "A condition is tested by itself or compared by `=`; `is` tests for `null` alone."
                : "Values are compared by `=` and `!=`; `is` tests for `null` alone.");
    if (truth && negated) {
      return finding.note(
          "Where null counts as well, the test is `not coalesce(x, "
              + (type == TRUE ? "false" : "true")
              + ")`.");
    }
    String right = negated ? "!=" : "=";
    return excerpt.fix(
        finding,
        "Write `" + right + "`",
        new Change(start(tokens, is), end(tokens, at - 1), right));
  }

  /** {@code in 'a', 'b'} and {@code in ['a', 'b']}. */
  private @Nullable Diagnostic list(Stretch tokens, int at) {
    boolean bracket = tokens.type(at) == LBRACK;
    int last = bracket ? at + 1 : at;
    while (isValue(tokens.type(last))
        && tokens.type(last + 1) == COMMA
        && isValue(tokens.type(last + 2))) {
      last += 2;
    }
    boolean closed = !bracket || tokens.type(last + 1) == RBRACK;
    if (!isValue(tokens.type(last)) || !closed) {
      return null;
    }
    int end = bracket ? last + 1 : last;
    Diagnostic finding = finding(tokens, at, end, "The values of `in` stand in parentheses.");
    return bracket
        ? excerpt.fix(
            finding,
            "Write parentheses",
            new Change(start(tokens, at), end(tokens, at), "("),
            new Change(start(tokens, end), end(tokens, end), ")"))
        : excerpt.fix(
            finding,
            "Add parentheses",
            Change.insert(start(tokens, at), "("),
            Change.insert(end(tokens, end), ")"));
  }

  private static boolean isValue(int type) {
    return type == INT || type == NUMBER || type == TEXT || type == TRUE || type == FALSE;
  }

  /** {@code count(x) filter (where p)}. */
  private Diagnostic filter(Stretch tokens, int at) {
    Diagnostic finding =
        finding(tokens, at, at, "A filter is written `where` behind what it filters.");
    boolean sql = tokens.type(at + 1) == LPAREN && is(tokens, at + 2, "where");
    if (!sql) {
      return finding;
    }
    int depth = 1;
    int close = at + 2;
    while (depth > 0 && tokens.type(close) != Token.EOF) {
      depth += tokens.type(close) == LPAREN ? 1 : tokens.type(close) == RPAREN ? -1 : 0;
      close++;
    }
    if (depth > 0) {
      return finding;
    }
    boolean last = tokens.type(close) == Token.EOF || tokens.type(close) == LBRACE;
    int open = operandStart(tokens, at - 1);
    // In an operator expression the filtered aggregate needs parentheses of its own.
    return last && Keywords.declares(tokens.type(tokens.from())) && tokens.type(open - 1) == EQ
        ? excerpt.fix(
            finding,
            "Write `where`",
            new Change(start(tokens, at), start(tokens, at + 2), ""),
            new Change(start(tokens, close - 1), end(tokens, close - 1), ""))
        : excerpt.fix(
            finding,
            "Write `where`",
            Change.insert(start(tokens, open), "("),
            new Change(start(tokens, at), start(tokens, at + 2), ""));
  }

  /** Where the aggregate, call or path that ends at an index starts. */
  private static int operandStart(Stretch tokens, int last) {
    int i = last;
    if (tokens.type(i) == RPAREN) {
      int depth = 0;
      do {
        depth += tokens.type(i) == RPAREN ? 1 : tokens.type(i) == LPAREN ? -1 : 0;
        i--;
      } while (depth > 0 && i > tokens.from());
    }
    while (i > tokens.from() && (tokens.type(i - 1) == DOT || tokens.type(i) == DOT)) {
      i--;
    }
    return tokens.type(i - 1) == AGGREGATE ? i - 1 : i;
  }

  private Diagnostic ilike(Stretch tokens, int at) {
    Diagnostic finding =
        finding(
            tokens,
            at,
            at,
            "`like` tells capital letters from small ones; `lower` makes them equal.");
    int first = operandStart(tokens, at - 1);
    if (tokens.type(at - 1) == RPAREN || tokens.type(at + 1) != TEXT) {
      return finding;
    }
    String path = excerpt.text(start(tokens, first), end(tokens, at - 1));
    String pattern = tokens.token(at + 1).getText();
    String right = "lower(" + path + ") like lower(" + pattern + ")";
    return excerpt.fix(
        finding,
        "Write `" + right + "`",
        new Change(start(tokens, first), end(tokens, at + 1), right));
  }

  /** {@code interval '1 day'}. */
  private Diagnostic interval(Stretch tokens, int at) {
    String text = tokens.token(at).getText();
    String inner = text.substring(1, text.length() - 1).strip();
    Diagnostic finding =
        finding(tokens, at - 1, at, "A duration is written as a number and a word: `1 day`.");
    boolean plain = inner.matches("\\d+ [a-z]+");
    return plain
        ? excerpt.fix(
            finding,
            "Write `" + inner + "`",
            new Change(start(tokens, at - 1), end(tokens, at), inner))
        : finding;
  }

  /** {@code date '2024-05-31'}. */
  private Diagnostic moment(Stretch tokens, int at) {
    String text = tokens.token(at).getText();
    String right = "@" + text.substring(1, text.length() - 1).strip().replace(' ', 'T');
    Diagnostic finding = finding(tokens, at - 1, at, "A time starts with `@`: `@2024-05-31`.");
    return Moments.isTime(right)
        ? excerpt.fix(
            finding,
            "Write `" + right + "`",
            new Change(start(tokens, at - 1), end(tokens, at), right))
        : finding;
  }

  private Diagnostic finding(Stretch tokens, int from, int to, String message) {
    return excerpt.finding(Code.OTHER_LANGUAGE, start(tokens, from), end(tokens, to), message);
  }

  private static boolean is(Stretch tokens, int i, String word) {
    return tokens.type(i) != Token.EOF && tokens.token(i).getText().equalsIgnoreCase(word);
  }

  private static int start(Stretch tokens, int i) {
    return tokens.token(i).getStartIndex();
  }

  private static int end(Stretch tokens, int i) {
    return tokens.token(i).getStopIndex() + 1;
  }
}
