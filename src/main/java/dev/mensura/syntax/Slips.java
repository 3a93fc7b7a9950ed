package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.Excerpt.Change;
import java.util.Locale;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Knows the usual slips by the tokens around the one where the parser stopped. */
final class Slips {
  private final Excerpt excerpt;
  private final SqlSlips sql;

  Slips(Excerpt excerpt) {
    this.excerpt = excerpt;
    this.sql = new SqlSlips(excerpt);
  }

  /** What to say of a slip; null if it is none that is known. */
  @Nullable Diagnostic at(Stretch tokens, int at) {
    Diagnostic foreign = sql.at(tokens, at);
    if (foreign != null) {
      return foreign;
    }
    Diagnostic comma = commas(tokens, at);
    if (comma != null) {
      return comma;
    }
    int type = tokens.type(at);
    int before = tokens.type(at - 1);
    if (before == ORDER && type != BY && type != Token.EOF) {
      return insert(tokens, at, "by ", "The order is asked for by `order by`.");
    }
    if (before == OVER && type == COUNTED) {
      return insert(tokens, at, "last ", "A rolling window is written `over last` and its length.");
    }
    if (before == START && Keywords.isWord(type)) {
      return insert(tokens, at, "of ", "The start of a period is written `at start of month`.");
    }
    if ((before == METRIC || before == QUERY) && type == LABEL) {
      return colon(tokens, at);
    }
    return byFound(tokens, at, type, before);
  }

  private @Nullable Diagnostic byFound(Stretch tokens, int at, int type, int before) {
    int kind = tokens.type(tokens.from());
    if (kind == METRIC || kind == QUERY) {
      if (at == tokens.from() + 2 && type == MINUS) {
        return hyphens(tokens, at);
      }
      if (at == tokens.from() + 2 && (type == AS || type == IS)) {
        return replace(tokens, at, "=", "A definition is written `=`.");
      }
    }
    if (kind == METRIC) {
      Diagnostic clause = clause(tokens, at, type);
      if (clause != null) {
        return clause;
      }
    }
    if (type == AGO && before == NAME && tokens.type(at - 2) == COUNTED) {
      return ago(tokens, at);
    }
    if (type == COMMA && kind != METRIC) {
      Diagnostic filtered = filteredItem(tokens, at);
      if (filtered != null) {
        return filtered;
      }
    }
    if (type == EQ && (kind == TEST || kind == EXPECT)) {
      Diagnostic filtered = filteredExpectation(tokens, at);
      if (filtered != null) {
        return filtered;
      }
    }
    if (isComparison(type) && chained(tokens, at)) {
      return finding(
              Code.SYNTAX, tokens, at, at, "Comparisons are not chained: each needs two operands.")
          .note("`a < b < c` is written `a < b and b < c`.");
    }
    boolean named = type == NAME && tokens.type(at + 1) != Token.EOF;
    if (named && kind == METRIC && before == LPAREN && at == tokens.from() + 3) {
      return pair(tokens, at, "A parameter has a colon between its name and its type.");
    }
    if (named && kind != TEST && (before == LBRACE || before == COMMA && inBraces(tokens, at))) {
      return pair(tokens, at, "A property has a colon between its name and its value.");
    }
    if (type == INT && before == MOMENT && tokens.type(at + 1) == COLON) {
      int from = end(tokens, at - 1);
      return excerpt.fix(
          finding(Code.SYNTAX, tokens, at - 1, at, "A day and its time are joined by `T`."),
          "Write `T`",
          new Change(from, tokens.token(at).getStartIndex(), "T"));
    }
    if (type == DOT && tokens.type(at + 1) == INT) {
      int from = tokens.token(at).getStartIndex();
      return excerpt.fix(
          finding(Code.BAD_NUMBER, tokens, at, at + 1, "A number has a digit before its point."),
          "Add a zero",
          Change.insert(from, "0"));
    }
    if (type == NAME && is(tokens, at, "last") && tokens.type(at + 1) == COUNTED) {
      return insert(tokens, at, "over ", "A rolling window is written `over last` and its length.");
    }
    if (type == NAME && is(tokens, at + 1, "to") && is(tokens, at + 2, "date")) {
      return insert(
          tokens, at, "over ", "The span since a period's start is written `over month to date`.");
    }
    boolean joins = type == OR || type == COMMA || type == NAME && is(tokens, at, "to");
    if (joins && openBetween(tokens, at)) {
      return replace(tokens, at, "and", "The ends of `between` are joined by `and`.");
    }
    return null;
  }

  /** Commas with nothing on one side. */
  private @Nullable Diagnostic commas(Stretch tokens, int at) {
    if (tokens.type(at - 1) != COMMA) {
      return null;
    }
    boolean ends =
        switch (tokens.type(at)) {
          case COMMA, RPAREN, RBRACK, BY, QWHERE, HAVING, ORDER, LIMIT, Token.EOF -> true;
          default -> false;
        };
    if (!ends) {
      return null;
    }
    CommonToken comma = tokens.token(at - 1);
    int from = comma.getStartIndex();
    Diagnostic finding =
        finding(Code.SYNTAX, tokens, at - 1, at - 1, "Nothing follows this comma.");
    return excerpt.fix(finding, "Remove the comma", new Change(from, from + 1, ""));
  }

  /** Clauses of queries in a metric. */
  private @Nullable Diagnostic clause(Stretch tokens, int at, int type) {
    return switch (type) {
      case BY, ORDER, LIMIT, HAVING -> {
        String word = tokens.token(at).getText().toLowerCase(Locale.ROOT);
        yield finding(
                Code.SYNTAX,
                tokens,
                at,
                at,
                "`" + word + "` is a clause of queries; a metric is grouped by who asks for it.")
            .note("A metric of groups is an aggregate over `per`: `avg (revenue per customer)`.");
      }
      case COMMA ->
          openParenthesis(tokens, at)
              ? null
              : finding(
                  Code.SYNTAX,
                  tokens,
                  at,
                  at,
                  "A metric is one expression; a query lists several.");
      default -> null;
    };
  }

  /** {@code revenue - 1 month ago}, {@code ordered_at > 1 month ago}. */
  private Diagnostic ago(Stretch tokens, int at) {
    String shift = excerpt.text(tokens.token(at - 2).getStartIndex(), end(tokens, at));
    Diagnostic finding =
        finding(
            Code.SYNTAX,
            tokens,
            at - 2,
            at,
            "`" + shift + "` follows the metric that it looks back for.");
    String length = excerpt.text(tokens.token(at - 2).getStartIndex(), end(tokens, at - 1));
    return switch (tokens.type(at - 3)) {
      case LPAREN ->
          tokens.type(at - 4) == NAME && tokens.type(at + 1) == RPAREN
              ? excerpt.fix(
                  finding,
                  "Remove the parentheses",
                  new Change(
                      tokens.token(at - 3).getStartIndex(),
                      tokens.token(at - 2).getStartIndex(),
                      ""),
                  new Change(end(tokens, at), end(tokens, at + 1), ""))
              : finding;
      case MINUS ->
          finding.note(
              "The value of that time is `m "
                  + shift
                  + "`; the change since then is `m - (m "
                  + shift
                  + ")`.");
      case LT, LE, GT, GE, EQ, NE ->
          finding.note("Rows of the time up to today are `in last " + length + "`.");
      default -> finding;
    };
  }

  /** {@code count users where plan = 'x', revenue}: a query's filter is for all its metrics. */
  private @Nullable Diagnostic filteredItem(Stretch tokens, int at) {
    int where = -1;
    int item = tokens.from();
    for (int i = tokens.from(); i < at; i++) {
      switch (tokens.type(i)) {
        case COMMA, EQ -> item = where < 0 ? i + 1 : item;
        case QWHERE -> where = i;
        case BY, HAVING, ORDER, LIMIT -> {
          return null;
        }
        default -> {}
      }
    }
    if (where < 0 || item >= where) {
      return null;
    }
    int from = tokens.token(item).getStartIndex();
    int to = end(tokens, at - 1);
    Diagnostic finding =
        finding(
            Code.READS_TWO_WAYS,
            tokens,
            where,
            where,
            "The `where` of a query filters all its metrics; the filter of one needs parentheses.");
    return excerpt.fix(
        finding
            .note("For this metric alone: `(" + excerpt.text(from, to) + ")`.")
            .note("For all of them, it stands behind the last."),
        "Add parentheses",
        Change.insert(from, "("),
        Change.insert(to, ")"));
  }

  /** {@code expect m where a = 'x' = 2}. */
  private @Nullable Diagnostic filteredExpectation(Stretch tokens, int at) {
    int where = -1;
    for (int i = at - 1; i >= tokens.from(); i--) {
      int type = tokens.type(i);
      where = type == WHERE ? i : where;
      if (type == GIVEN || type == LPAREN) {
        return null;
      }
      if (type == EXPECT && where > i + 1) {
        int from = tokens.token(i + 1).getStartIndex();
        int to = end(tokens, at - 1);
        Diagnostic finding =
            finding(
                Code.READS_TWO_WAYS,
                tokens,
                where,
                where,
                "`where` reads on to the end of the step; a filtered metric needs parentheses.");
        return excerpt.fix(
            finding.note("For the filtered metric: `(" + excerpt.text(from, to) + ")`."),
            "Add parentheses",
            Change.insert(from, "("),
            Change.insert(to, ")"));
      }
    }
    return null;
  }

  private static boolean isComparison(int type) {
    return type == EQ || type == NE || type == LT || type == LE || type == GT || type == GE;
  }

  private static boolean chained(Stretch tokens, int at) {
    for (int i = at - 1; i > tokens.from() && i > at - 20; i--) {
      if (isComparison(tokens.type(i))) {
        return i > tokens.from() + 2;
      }
      switch (tokens.type(i)) {
        case AND, OR, WHERE, QWHERE, HAVING, COMMA, LPAREN, RPAREN -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean inBraces(Stretch tokens, int at) {
    for (int i = at - 1; i > tokens.from(); i--) {
      switch (tokens.type(i)) {
        case LBRACE -> {
          return true;
        }
        case RBRACE, LPAREN, EQ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private Diagnostic pair(Stretch tokens, int at, String message) {
    Diagnostic finding = finding(Code.SYNTAX, tokens, at, at + 1, message);
    return excerpt.fix(finding, "Add `:`", Change.insert(end(tokens, at), ":"));
  }

  /** {@code metric my-metric = …}. */
  private Diagnostic hyphens(Stretch tokens, int at) {
    int last = at;
    while (tokens.type(last) == MINUS && Keywords.isWord(tokens.type(last + 1))) {
      last += 2;
    }
    int from = tokens.token(at - 1).getStartIndex();
    int to = last == at ? end(tokens, at) : end(tokens, last - 1);
    String right = excerpt.text(from, to).replaceAll("\\s", "").replace('-', '_');
    Diagnostic finding =
        excerpt.finding(
            Code.SYNTAX, from, to, "A name has letters, digits and `_`; `-` takes away.");
    return last == at
        ? finding
        : excerpt.fix(finding, "Write `" + right + "`", new Change(from, to, right));
  }

  /** {@code metric a: …}. */
  private Diagnostic colon(Stretch tokens, int at) {
    int colon = tokens.token(at + 1).getStartIndex();
    Diagnostic finding =
        finding(Code.SYNTAX, tokens, at + 1, at + 1, "A definition is written `=`, not `:`.");
    return excerpt.fix(finding, "Write `=`", new Change(colon, colon + 1, " ="));
  }

  private static boolean openBetween(Stretch tokens, int at) {
    for (int i = at - 1; i >= tokens.from() && i > at - 12; i--) {
      switch (tokens.type(i)) {
        case BETWEEN -> {
          return true;
        }
        case AND, WHERE, QWHERE, COMMA, OR, LPAREN -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean openParenthesis(Stretch tokens, int at) {
    int depth = 0;
    for (int i = tokens.from(); i < at; i++) {
      int type = tokens.type(i);
      depth += type == LPAREN || type == LBRACK || type == LBRACE ? 1 : 0;
      depth -= type == RPAREN || type == RBRACK || type == RBRACE ? 1 : 0;
    }
    return depth > 0;
  }

  private Diagnostic insert(Stretch tokens, int at, String text, String message) {
    Diagnostic finding = finding(Code.SYNTAX, tokens, at, at, message);
    int from = tokens.token(at).getStartIndex();
    return excerpt.fix(finding, "Add `" + text.strip() + "`", Change.insert(from, text));
  }

  private Diagnostic replace(Stretch tokens, int at, String text, String message) {
    Diagnostic finding = finding(Code.SYNTAX, tokens, at, at, message);
    int from = tokens.token(at).getStartIndex();
    boolean glued = tokens.type(at) == COMMA;
    return excerpt.fix(
        finding,
        "Write `" + text + "`",
        new Change(from, end(tokens, at), glued ? " " + text : text));
  }

  private Diagnostic finding(Code code, Stretch tokens, int from, int to, String message) {
    return excerpt.finding(code, tokens.token(from).getStartIndex(), end(tokens, to), message);
  }

  private static boolean is(Stretch tokens, int i, String word) {
    return tokens.type(i) != Token.EOF && tokens.token(i).getText().equalsIgnoreCase(word);
  }

  private static int end(Stretch tokens, int i) {
    return tokens.token(i).getStopIndex() + 1;
  }
}
