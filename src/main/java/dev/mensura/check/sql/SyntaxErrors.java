package dev.mensura.check.sql;

import dev.mensura.check.sql.SqlToken.Kind;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jspecify.annotations.Nullable;

/** Says in our words why an SQL expression does not parse: what was found, what could follow. */
final class SyntaxErrors {
  private final SqlText sql;
  private final List<SqlToken> tokens;
  private final Columns columns;

  SyntaxErrors(SqlText sql, List<SqlToken> tokens, Columns columns) {
    this.sql = sql;
    this.tokens = tokens;
    this.columns = columns;
  }

  Diagnostic of(SqlParseException failure) {
    SqlToken found = found(failure);
    if (found == null) {
      return finding(
          Code.SQL_EXPRESSION,
          sql.span(tokens.getLast().end(), tokens.getLast().end()),
          "The SQL expression ends where " + expected(failure) + " is expected.");
    }
    if (String.valueOf(failure.getMessage()).startsWith("BETWEEN")) {
      return finding(
          Code.SQL_EXPRESSION, span(found), "`BETWEEN` needs two bounds, with `AND` between them.");
    }
    return clause(found)
        .or(() -> column(found, failure))
        .orElseGet(() ->
            finding(
                Code.SQL_EXPRESSION,
                span(found),
                "`"
                    + sql.excerpt(found.start(), found.end())
                    + "` cannot stand here; "
                    + expected(failure)
                    + " is expected."));
  }

  /** The token that has no place; null: the end of the text. */
  private @Nullable SqlToken found(SqlParseException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure.getPos() == null || message.contains("<EOF>\" at line")) {
      return null;
    }
    int at = sql.index(failure.getPos().getLineNum(), failure.getPos().getColumnNum());
    // The place is that of the first token of a group; the one that has no place is the group's
    // last.
    int[][] groups = failure.getExpectedTokenSequences();
    int last =
        groups == null ? 0 : Arrays.stream(groups).mapToInt(g -> g.length).max().orElse(1) - 1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).end() > at) {
        return i + last < tokens.size() ? tokens.get(i + last) : null;
      }
    }
    return null;
  }

  /** Parts of a query that have no place in a metric. */
  private Optional<Diagnostic> clause(SqlToken found) {
    String advice =
        switch (found.kind() == Kind.WORD ? found.upper() : "") {
          case "SELECT", "WITH", "VALUES", "TABLE" ->
              "Only the expression is written, without `SELECT`.";
          case "FROM", "JOIN" -> "The rows are those of the model that is named before the text.";
          case "WHERE" ->
              "`SUM(x) FILTER (WHERE …)` filters one aggregate; `where …` behind the text filters"
                  + " them all.";
          case "GROUP" -> "What a metric is grouped by is said by each query: `by region`.";
          case "HAVING", "QUALIFY" -> "A query says `having …`.";
          case "ORDER", "LIMIT", "OFFSET", "FETCH" -> "A query says `order by …` and `limit …`.";
          case "UNION", "INTERSECT", "EXCEPT" -> "A metric is one expression over one model.";
          case "AS" -> "The metric's own name stands before its `=`.";
          default -> "";
        };
    if (advice.isEmpty() || columns.find(found.text()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
                Code.SQL_NOT_ALLOWED,
                span(found),
                "`" + found.upper() + "` has no place in an SQL expression.")
            .note(advice));
  }

  /** A column that is called like a word of SQL. */
  private Optional<Diagnostic> column(SqlToken found, SqlParseException failure) {
    boolean name = failure.getExpectedTokenNames().contains("<IDENTIFIER>");
    if (!name || found.kind() != Kind.WORD || columns.find(found.text()).isEmpty()) {
      return Optional.empty();
    }
    String quoted = sql.written("\"" + found.text() + "\"");
    return Optional.of(
        finding(
                Code.SQL_EXPRESSION,
                span(found),
                "`"
                    + found.text()
                    + "` is a word of SQL here; as a column it stands in double quotes.")
            .fix("Write `" + quoted + "`", quoted));
  }

  private static String expected(SqlParseException failure) {
    Collection<String> names = failure.getExpectedTokenNames();
    if (names.isEmpty()) {
      return "another expression";
    }
    if (names.contains("\"CASE\"")) {
      return "a column, a value or a call";
    }
    if (names.contains("<IDENTIFIER>")) {
      return names.contains("\"INTERVAL\"") || names.contains("\"DATE\"") ? "a type" : "a name";
    }
    var choices = new ArrayList<String>();
    boolean operator = names.contains("\"+\"");
    if (operator) {
      choices.add("an operator");
    }
    for (String each : List.of("AS", "WHEN", "THEN", "ELSE", "END", ",", ")")) {
      if (names.contains("\"" + each + "\"")) {
        choices.add("`" + each + "`");
      }
    }
    if (operator && choices.size() == 1) {
      choices.add("the end of the expression");
    }
    if (choices.isEmpty()) {
      names.stream().limit(6).forEach(name -> choices.add("`" + name.replace("\"", "") + "`"));
    }
    String last = choices.removeLast();
    return choices.isEmpty() ? last : String.join(", ", choices) + " or " + last;
  }

  private Span span(SqlToken token) {
    return sql.span(token.start(), token.end());
  }

  private Diagnostic finding(Code code, Span span, String message) {
    return sql.finding(code, span, message);
  }
}
