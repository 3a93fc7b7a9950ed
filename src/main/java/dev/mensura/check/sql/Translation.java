package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Says an SQL expression in our own syntax. What has no exact counterpart is refused; after a
 * refusal the rest is read all the same, so that all mistakes are found at once.
 */
final class Translation {
  final SqlText sql;
  final Columns columns;
  final Calendar calendar;
  final Times times;
  private final List<SqlToken> tokens;
  private final Operators operators;
  private final Aggregates aggregates;
  private final Scalars scalars;
  private final Literals literals;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * Columns outside aggregates: reported apart, since without any aggregate there is one finding.
   */
  private final List<Diagnostic> bare = new ArrayList<>();

  private boolean aggregated;

  Translation(SqlText sql, List<SqlToken> tokens, Columns columns, Calendar calendar) {
    this.calendar = calendar;
    this.sql = sql;
    this.tokens = tokens;
    this.columns = columns;
    this.literals = new Literals(this);
    this.times = new Times(this);
    this.operators = new Operators(this);
    this.aggregates = new Aggregates(this);
    this.scalars = new Scalars(this);
  }

  Translated metric(SqlNode node) {
    Expr expr = expr(node, Level.METRIC);
    if (!aggregated && diagnostics.isEmpty()) {
      return Translated.failed(
          List.of(
              sql.finding(
                      Code.SQL_NOT_ALLOWED,
                      span(node),
                      "`" + text(node) + "` has no aggregate; one value of many rows is expected.")
                  .note("`SUM(…)`, `COUNT(*)` and `AVG(…)` are aggregates.")));
    }
    diagnostics.addAll(bare);
    return diagnostics.isEmpty() ? Translated.of(expr) : Translated.failed(diagnostics);
  }

  Translated row(SqlNode node) {
    Expr expr = expr(node, Level.ROW);
    return diagnostics.isEmpty() ? Translated.of(expr) : Translated.failed(diagnostics);
  }

  /** The expression, or anything at all after adding a finding. */
  Expr expr(SqlNode node, Level at) {
    return switch (node) {
      case SqlIdentifier identifier -> identifier(identifier, at);
      case SqlLiteral literal -> literals.literal(literal);
      case SqlCall call -> call(call, at);
      default -> refuse(node);
    };
  }

  List<Expr> exprs(List<? extends SqlNode> nodes, Level at) {
    return nodes.stream().map(node -> expr(node, at)).toList();
  }

  private Expr call(SqlCall call, Level at) {
    if (call.getKind().belongsTo(SqlKind.QUERY) || call.getKind() == SqlKind.EXISTS) {
      return fail(
          Code.SQL_NOT_ALLOWED,
          span(call),
          "A sub-query has no place in an SQL expression, which reads the rows of `"
              + columns.model().name()
              + "` alone.");
    }
    if (call.getKind() == SqlKind.OVER) {
      add(
          sql.finding(
                  Code.SQL_NOT_ALLOWED,
                  span(call),
                  "`OVER` has no place in a metric, which is one value a group.")
              .note(
                  "Outside the text, `over last 28 days` and `across all` widen what a metric"
                      + " sees."));
      return nothing(call);
    }
    return aggregates
        .translate(call, at)
        .or(() -> operators.translate(call, at))
        .or(() -> scalars.translate(call, at))
        .orElseGet(() -> refuse(call));
  }

  // Columns.

  private Expr identifier(SqlIdentifier identifier, Level at) {
    if (identifier.isStar()) {
      return fail(
          Code.SQL_NOT_ALLOWED,
          span(identifier),
          "`" + text(identifier) + "` is every column; one is expected.");
    }
    if (identifier.isSimple() && !columns.names().contains(identifier.getSimple())) {
      Optional<Expr> refused = scalars.withoutParentheses(identifier);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    Optional<Field> field = field(identifier, at);
    if (field.isEmpty()) {
      return nothing(identifier);
    }
    if (at == Level.METRIC) {
      bare.add(outsideAggregate(identifier, field.get()));
      return nothing(identifier);
    }
    return reference(field.get(), List.of(), span(identifier), at);
  }

  private Diagnostic outsideAggregate(SqlIdentifier identifier, Field field) {
    String name = text(identifier);
    String one =
        field.type().isNumeric()
            ? "SUM"
            : field.type().is(ValueType.Kind.BOOLEAN) ? "BOOL_OR" : "MIN";
    String other =
        field.type().isNumeric()
            ? "AVG"
            : field.type().is(ValueType.Kind.BOOLEAN) ? "BOOL_AND" : "MAX";
    return sql.finding(
            Code.SQL_NOT_ALLOWED,
            span(identifier),
            "`" + name + "` stands outside an aggregate; one value of many rows is expected.")
        .note("`" + one + "(" + name + ")` or `" + other + "(" + name + ")` makes one.");
  }

  /** The field that an identifier names, if it names one; else a finding is added. */
  Optional<Field> field(SqlIdentifier identifier, Level at) {
    List<String> names = identifier.names;
    boolean qualified = names.size() == 2 && names.getFirst().equals(columns.model().name());
    if (names.size() > 1 && !qualified) {
      add(
          sql.finding(
                  Code.SQL_NOT_ALLOWED,
                  span(identifier),
                  "`"
                      + text(identifier)
                      + "` is of another table; an SQL expression reads `"
                      + columns.model().name()
                      + "` alone.")
              .note(
                  "A field of the model with `expr: "
                      + String.join(".", names)
                      + "` brings it here."));
      return Optional.empty();
    }
    String name = names.getLast();
    Optional<Field> field = columns.find(name);
    if (field.isEmpty()) {
      add(unknown(identifier, name, at));
    }
    return field;
  }

  private Diagnostic unknown(SqlIdentifier identifier, String name, Level at) {
    SqlParserPos last = identifier.getComponentParserPosition(identifier.names.size() - 1);
    Span span = sql.span(start(last), end(last));
    Diagnostic finding =
        sql.finding(
            Code.UNKNOWN_FIELD,
            span,
            "Model `"
                + columns.model().name()
                + "` has no "
                + (at == Level.ROW ? "column" : "field")
                + " `"
                + name
                + "`.");
    if (at == Level.ROW) {
      finding =
          columns.model().field(name).isPresent()
              ? finding.note(
                  "A field's `sql:` reads columns of the table; its `expr:` reads other fields.")
              : finding.note(
                  "Columns are known from the fields that hold them; a hidden field makes one"
                      + " known.");
    }
    boolean quoted = sql.value().startsWith("\"", start(last));
    if (quoted && Nearest.to(name, columns.names()).isEmpty()) {
      String text = "'" + name.replace("'", "''") + "'";
      return finding
          .note("SQL writes a text in single quotes; double quotes are for names.")
          .fix("Write `" + text + "`", text);
    }
    Optional<String> near = Nearest.to(name, columns.names());
    return near.isPresent()
        ? finding.fix("Write `" + near.get() + "`", sql.written(SqlNames.quoted(near.get())))
        : finding;
  }

  /** A field, or one of its periods or parts: {@code ordered_at.month}. */
  Expr reference(Field field, List<String> more, Span span, Level at) {
    var names = new ArrayList<Name>();
    if (at == Level.ARGUMENT) {
      names.add(new Name(columns.model().name(), span));
    }
    names.add(new Name(field.name(), span));
    more.forEach(name -> names.add(new Name(name, span)));
    return new Expr.Reference(new Path(names, span), span);
  }

  // Parts that several constructs are made of.

  Expr.Call call(String function, Span word, Span span, Expr... arguments) {
    List<Expr.Argument> all =
        Arrays.stream(arguments)
            .map(a -> new Expr.Argument(Optional.empty(), List.of(a), Expr.Shape.ONE, a.span()))
            .toList();
    return new Expr.Call(new Name(function, word), all, span);
  }

  Expr binary(Operator operator, SqlCall call, Expr left, Expr right) {
    return new Expr.Binary(operator, left, right, sign(call), span(call));
  }

  /** Where the sign or word between the two operands of a call stands. */
  private Span sign(SqlCall call) {
    int from = end(call.operand(0));
    for (SqlToken token : tokens) {
      if (token.start() >= from && !token.isSign(")")) {
        return sql.span(token.start(), token.end());
      }
    }
    return span(call);
  }

  /** Where the name of the function that is called stands. */
  Span word(SqlCall call) {
    int from = start(call);
    for (SqlToken token : tokens) {
      if (token.start() >= from) {
        return sql.span(token.start(), token.end());
      }
    }
    return span(call);
  }

  List<SqlToken> tokens() {
    return tokens;
  }

  void aggregateFound() {
    aggregated = true;
  }

  // Places.

  Span span(SqlNode node) {
    return sql.span(start(node), end(node));
  }

  int start(SqlNode node) {
    return start(node.getParserPosition());
  }

  int end(SqlNode node) {
    return end(node.getParserPosition());
  }

  /** Parts that the parser adds by itself have no place: the whole text stands for them. */
  int start(SqlParserPos pos) {
    return pos.getLineNum() < 1 ? 0 : sql.index(pos.getLineNum(), pos.getColumnNum());
  }

  int end(SqlParserPos pos) {
    return pos.getEndLineNum() < 1
        ? sql.length()
        : Math.min(sql.length(), sql.index(pos.getEndLineNum(), pos.getEndColumnNum()) + 1);
  }

  /** What is written, on one line and not too long. */
  String text(SqlNode node) {
    int start = start(node);
    return sql.excerpt(start, Math.max(start, end(node)));
  }

  // Findings.

  void add(Diagnostic finding) {
    diagnostics.add(finding);
  }

  Expr fail(Code code, Span span, String message) {
    add(sql.finding(code, span, message));
    return new Expr.Null(span);
  }

  /** What stands for an expression that has a finding. */
  Expr nothing(SqlNode node) {
    return new Expr.Null(span(node));
  }

  Expr refuse(SqlNode node) {
    return fail(
        Code.SQL_NOT_ALLOWED,
        span(node),
        "`" + text(node) + "` is not of the SQL that a metric can be made of.");
  }

  Expr refuse(SqlNode node, String message, String wayOut) {
    add(sql.finding(Code.SQL_NOT_ALLOWED, span(node), message).note(wayOut));
    return nothing(node);
  }

  Fix fix(String title, Span span, String replacement) {
    return new Fix(title, List.of(new Edit(sql.place(span), replacement)));
  }

  /** The operands of a call, lists opened. */
  static List<SqlNode> operands(SqlNode node) {
    return node instanceof SqlNodeList list ? List.copyOf(list.getList()) : List.of(node);
  }
}
