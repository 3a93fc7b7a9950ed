package dev.mensura.check.sql;

import dev.mensura.check.sql.SqlToken.Kind;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes an SQL text apart into tokens and finds what must not reach a parser: characters without a
 * meaning, quotes and parentheses without an end, signs that engines read differently, and nesting
 * that would exhaust the stack.
 */
final class SqlScanner {
  /** The longest text that is read, in characters. */
  static final int MAX_LENGTH = 50_000;

  /** The most operators and parentheses around one operand. */
  static final int MAX_DEPTH = 200;

  private static final Set<String> SIGNS =
      Set.of(
          "(", ")", ",", ".", "+", "-", "*", "/", "%", "<", ">", "=", "<>", "<=", ">=", "!=", "||");
  private static final Set<String> PAIRS =
      Set.of("<>", "<=", ">=", "!=", "||", "==", "&&", "::", "//", "->", "=>");
  private static final Set<String> TYPED = Set.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");
  private static final Set<String> NESTING =
      Set.of("AND", "OR", "NOT", "IS", "LIKE", "IN", "BETWEEN", "FILTER", "CASE");

  private final SqlText sql;
  private final String text;
  private final List<SqlToken> tokens = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** The tokens of a text; they are all of them only where there are no diagnostics. */
  record Scanned(List<SqlToken> tokens, List<Diagnostic> diagnostics) {}

  private SqlScanner(SqlText sql) {
    this.sql = sql;
    this.text = sql.value();
  }

  static Scanned scan(SqlText sql) {
    var scanner = new SqlScanner(sql);
    if (sql.length() > MAX_LENGTH) {
      scanner.add(
          Code.SQL_NOT_ALLOWED,
          0,
          sql.length(),
          "The SQL expression has "
              + sql.length()
              + " characters; "
              + MAX_LENGTH
              + " are the most.");
    } else {
      scanner.tokens();
      if (scanner.diagnostics.isEmpty()) {
        scanner.balance();
      }
    }
    return new Scanned(List.copyOf(scanner.tokens), List.copyOf(scanner.diagnostics));
  }

  private void tokens() {
    int at = 0;
    while (at < text.length()) {
      int next = token(at);
      // What follows an open quote is not worth reading.
      if (next < 0) {
        return;
      }
      at = next;
    }
    if (tokens.isEmpty() && diagnostics.isEmpty()) {
      add(Code.SQL_EXPRESSION, 0, text.length(), "The SQL expression is empty.");
    }
  }

  private int token(int at) {
    char c = text.charAt(at);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      return at + 1;
    }
    if (text.startsWith("--", at)) {
      return endOfLine(at);
    }
    if (text.startsWith("/*+", at)) {
      return sign(at, at + 3);
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end >= 0 ? end + 2 : unclosed(at, "The comment", "*/");
    }
    if (c == '\'' || c == '"') {
      return quoted(at, c);
    }
    if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      return number(at);
    }
    if (Character.isLetter(c) || c == '_') {
      int end = at + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      return put(Kind.WORD, at, end);
    }
    if (c == '`') {
      return backquoted(at);
    }
    int width = Character.charCount(text.codePointAt(at));
    boolean pair = at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2));
    return sign(at, at + (pair ? 2 : width));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private int endOfLine(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int quoted(int at, char quote) {
    int end = at + 1;
    while (end < text.length()) {
      if (text.charAt(end) != quote) {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else {
        return quoted(at, end + 1, quote == '"' ? Kind.QUOTED : Kind.TEXT);
      }
    }
    return unclosed(at, quote == '"' ? "The quoted name" : "The text", String.valueOf(quote));
  }

  private int quoted(int at, int end, Kind kind) {
    boolean prefixed = false;
    SqlToken before = tokens.isEmpty() ? null : tokens.getLast();
    if (before != null && before.kind() == Kind.WORD && before.end() == at) {
      prefixed = !TYPED.contains(before.upper());
    }
    if (before != null && prefixed && kind == Kind.TEXT) {
      add(
          Code.SQL_NOT_ALLOWED,
          before.start(),
          end,
          "`"
              + before.text()
              + "'…'` is read differently by SQL engines; a plain `'…'` is expected.");
    }
    if (kind == Kind.QUOTED && end == at + 2) {
      add(Code.SQL_EXPRESSION, at, end, "A quoted name has no characters.");
    }
    return put(kind, at, end);
  }

  private int backquoted(int at) {
    int close = text.indexOf('`', at + 1);
    if (close <= at + 1) {
      return sign(at, at + 1);
    }
    String quoted = sql.written(SqlNames.quoted(text.substring(at + 1, close)));
    diagnostics.add(
        finding(
                Code.SQL_EXPRESSION,
                at,
                close + 1,
                "A name in SQL stands in double quotes where it needs any, not in backquotes.")
            .fix("Write `" + quoted + "`", quoted));
    return close + 1;
  }

  private int number(int at) {
    int end = digits(at);
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      boolean signed =
          sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
      int exponent = digits(signed ? sign + 1 : sign);
      end = exponent > (signed ? sign + 1 : sign) ? exponent : end;
    }
    if (end < text.length() && isNamePart(text.charAt(end))) {
      int tail = end;
      while (tail < text.length() && isNamePart(text.charAt(tail))) {
        tail++;
      }
      add(
          Code.SQL_EXPRESSION,
          at,
          tail,
          "`" + sql.excerpt(at, tail) + "` is neither a number nor a name.");
      return tail;
    }
    return put(Kind.NUMBER, at, end);
  }

  private int digits(int at) {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int sign(int at, int end) {
    String sign = text.substring(at, end);
    if (SIGNS.contains(sign)) {
      return put(Kind.SIGN, at, end);
    }
    diagnostics.add(stray(at, end, sign));
    return end;
  }

  private Diagnostic stray(int at, int end, String sign) {
    String shown = Character.isISOControl(sign.codePointAt(0)) ? code(sign) : "`" + sign + "`";
    return switch (sign) {
      case "==" ->
          finding(Code.SQL_EXPRESSION, at, end, "SQL compares with `=`, not with `==`.")
              .fix("Write `=`", "=");
      case "&&" ->
          finding(Code.SQL_EXPRESSION, at, end, "SQL writes `AND`, not `&&`.")
              .fix("Write `AND`", "AND");
      case "?" ->
          finding(
              Code.SQL_NOT_ALLOWED,
              at,
              end,
              "A metric has no parameter for `?` to stand for; its value is expected.");
      case ";" ->
          finding(
                  Code.SQL_NOT_ALLOWED,
                  at,
                  end,
                  "A metric is one expression; `;` and further statements have no place in it.")
              .fix("Remove `;`", "");
      case "::" ->
          finding(
              Code.SQL_NOT_ALLOWED,
              at,
              end,
              "SQL engines read `::` with different strength; `CAST(… AS …)` is expected.");
      case "//" ->
          finding(
              Code.SQL_NOT_ALLOWED,
              at,
              end,
              "`//` is a division to some SQL engines and a comment to others; `/` or `--` is"
                  + " expected.");
      default ->
          finding(Code.SQL_EXPRESSION, at, end, shown + " has no meaning in an SQL expression.");
    };
  }

  private static String code(String sign) {
    return "The character " + String.format(Locale.ROOT, "U+%04X", sign.codePointAt(0));
  }

  private int put(Kind kind, int start, int end) {
    tokens.add(new SqlToken(kind, start, end, text.substring(start, end)));
    return end;
  }

  private int unclosed(int at, String what, String closing) {
    add(Code.SQL_EXPRESSION, at, text.length(), what + " has no closing `" + closing + "`.");
    return -1;
  }

  /** Finds parentheses without a partner, and nesting that is too deep: without recursion. */
  private void balance() {
    var open = new ArrayList<SqlToken>();
    var depths = new ArrayList<Integer>(List.of(0));
    int depth = 0;
    for (SqlToken token : tokens) {
      boolean closes = token.isSign(")") || token.isWord("END");
      boolean opens = token.isSign("(") || token.isWord("CASE");
      if (token.isSign("(")) {
        open.add(token);
      } else if (token.isSign(")")) {
        if (open.isEmpty()) {
          add(Code.SQL_EXPRESSION, token.start(), token.end(), "`)` has no `(` before it.");
          return;
        }
        open.removeLast();
      }
      if (opens) {
        depths.add(1);
        depth++;
      } else if (closes && depths.size() > 1) {
        depth -= depths.removeLast();
      } else if (token.isSign(",")
          || token.isWord("WHEN")
          || token.isWord("THEN")
          || token.isWord("ELSE")) {
        depth += 1 - depths.removeLast();
        depths.add(1);
      } else if (token.kind() == Kind.SIGN || NESTING.contains(token.upper())) {
        depths.add(depths.removeLast() + 1);
        depth++;
      }
      if (depth > MAX_DEPTH) {
        add(
            Code.TOO_DEEP,
            token.start(),
            token.end(),
            "The SQL expression has more than "
                + MAX_DEPTH
                + " operators and parentheses around one value.");
        return;
      }
    }
    if (!open.isEmpty()) {
      SqlToken last = open.getLast();
      add(Code.SQL_EXPRESSION, last.start(), last.end(), "`(` has no closing `)`.");
    }
  }

  private void add(Code code, int from, int to, String message) {
    diagnostics.add(finding(code, from, to, message));
  }

  private Diagnostic finding(Code code, int from, int to, String message) {
    return sql.finding(code, sql.span(from, to), message);
  }
}
