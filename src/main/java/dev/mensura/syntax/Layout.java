package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.syntax.Doc.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Finds in the tokens of declarations where lines may be broken. */
final class Layout {
  private final List<Piece> pieces;
  private int next;

  /** How many brackets and cases are open: clauses stand outside of them. */
  private int depth;

  /** Whether an equals sign ends the dimensions of a test's step. */
  private boolean inDimensions;

  /** The piece whose comments before it are printed already. */
  private int taken = -1;

  Layout(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** The index of the next piece. */
  int next() {
    return next;
  }

  /** The next declaration; the comments before its first token are left out. */
  Doc declaration() {
    var parts = new ArrayList<Doc>();
    int kind = type();
    parts.add(Doc.text(word(next)));
    suffix(parts);
    next++;
    switch (kind) {
      case METRIC -> metric(parts);
      case QUERY -> query(parts);
      case TEST -> test(parts);
      default -> assertion(parts);
    }
    return Doc.group(parts);
  }

  private void metric(List<Doc> parts) {
    var line = new ArrayList<Doc>();
    head(line);
    expression(line, new ArrayList<>());
    properties(parts, line);
  }

  private void assertion(List<Doc> parts) {
    var line = new ArrayList<Doc>();
    var clauses = new ArrayList<Doc>();
    line.add(Doc.text(" "));
    List<Doc> segments = segments();
    while (isClause(type())) {
      clauses.add(clause());
    }
    line.add(segments.getFirst());
    clauses.addAll(0, segments.subList(1, segments.size()));
    line.add(lines(clauses));
    properties(parts, line);
  }

  private void query(List<Doc> parts) {
    var line = new ArrayList<Doc>();
    head(line);
    var clauses = new ArrayList<Doc>();
    if (!isClause(type()) && !ends(type())) {
      clauses.add(items());
    }
    while (isClause(type())) {
      clauses.add(clause());
    }
    line.add(lines(clauses));
    properties(parts, line);
  }

  private void test(List<Doc> parts) {
    parts.add(Doc.text(" "));
    token(parts);
    parts.add(Doc.text(" "));
    token(parts);
    var steps = new ArrayList<Doc>();
    while (type() != RBRACE) {
      steps.add(new Doc.Hard(gap()));
      steps.add(step());
    }
    takeComments(steps);
    parts.add(Doc.nest(steps));
    parts.add(new Doc.Hard(Gap.NONE));
    token(parts);
  }

  private Doc step() {
    var line = new ArrayList<Doc>();
    boolean given = type() == GIVEN;
    token(line);
    line.add(Doc.text(" "));
    if (given) {
      token(line);
      line.add(Doc.text(" "));
      line.add(brackets());
    } else {
      line.addAll(segments());
    }
    if (type() == BY) {
      line.add(Doc.text(" "));
      inDimensions = true;
      line.add(clause());
      inDimensions = false;
    }
    if (type() == EQ) {
      line.add(Doc.text(" "));
      token(line);
      line.add(Doc.nest(List.of(new Doc.Line(" "), list())));
    }
    return Doc.group(line);
  }

  /** The name, the parameters and the equals sign. */
  private void head(List<Doc> line) {
    line.add(Doc.text(" "));
    token(line);
    if (type() == LPAREN) {
      line.add(brackets());
    }
    line.add(Doc.text(" "));
    token(line);
  }

  /** An expression behind a head: its first segment on the same line, if it can be. */
  private void expression(List<Doc> line, List<Doc> more) {
    List<Doc> segments = segments();
    line.add(Doc.text(" "));
    line.add(segments.getFirst());
    more.addAll(segments.subList(1, segments.size()));
    line.add(lines(more));
  }

  /** Adds what is collected and the properties behind it, which are broken on their own. */
  private void properties(List<Doc> parts, List<Doc> line) {
    if (type() != LBRACE) {
      parts.add(Doc.group(line));
      return;
    }
    line.add(new Doc.Line(" "));
    int open = next;
    token(line);
    parts.add(Doc.group(line));
    parts.add(braces(open));
  }

  /** What stands between braces and the closing one. */
  private Doc braces(int open) {
    boolean spread = spread(open);
    var inner = new ArrayList<Doc>();
    while (type() != RBRACE) {
      Doc between = inner.isEmpty() ? new Doc.Line(" ") : new Doc.Line(", ");
      inner.add(spread ? new Doc.Hard(inner.isEmpty() ? Gap.NONE : gap()) : between);
      inner.add(property());
      if (type() == COMMA) {
        comments(inner);
        next++;
      }
    }
    takeComments(inner);
    boolean empty = inner.isEmpty();
    var all = new ArrayList<Doc>();
    all.add(Doc.nest(inner));
    if (!empty) {
      all.add(spread ? new Doc.Hard(Gap.NONE) : new Doc.Line(" "));
    }
    token(all);
    return Doc.group(all);
  }

  private Doc property() {
    var parts = new ArrayList<Doc>();
    token(parts);
    token(parts);
    parts.add(Doc.text(" "));
    parts.addAll(segments());
    return Doc.group(parts);
  }

  /** Whether the source has properties on lines of their own, or a comment between them. */
  private boolean spread(int open) {
    int inside = 1;
    for (int i = open + 1; inside > 0; i++) {
      Piece piece = pieces.get(i);
      boolean breaks = piece.linesBefore() > 0 || !piece.before().isEmpty();
      if (inside == 1 && breaks) {
        return true;
      }
      switch (piece.type()) {
        case LBRACE, LBRACK -> inside++;
        case RBRACE, RBRACK -> inside--;
        default -> {}
      }
    }
    return false;
  }

  /** What a query lists: all on one line, or each on its own. */
  private Doc items() {
    var items = new ArrayList<Doc>();
    items.add(whole());
    while (type() == COMMA) {
      token(items);
      items.add(new Doc.Line(" "));
      items.add(whole());
    }
    return Doc.group(items);
  }

  private Doc clause() {
    var parts = new ArrayList<Doc>();
    boolean order = type() == ORDER;
    token(parts);
    parts.add(Doc.text(" "));
    if (order) {
      token(parts);
      parts.add(Doc.text(" "));
    }
    parts.add(list());
    return Doc.group(parts);
  }

  /**
   * Expressions with commas; those after the first are nested where they have lines of their own.
   */
  private Doc list() {
    var first = new ArrayList<Doc>();
    var more = new ArrayList<Doc>();
    first.add(whole());
    while (type() == COMMA) {
      token(more.isEmpty() ? first : more);
      more.add(new Doc.Line(" "));
      more.add(whole());
    }
    first.add(Doc.nest(more));
    return Doc.group(first);
  }

  /** One expression with its modifiers. */
  private Doc whole() {
    List<Doc> segments = segments();
    return segments.size() == 1
        ? segments.getFirst()
        : Doc.group(List.of(segments.getFirst(), lines(segments.subList(1, segments.size()))));
  }

  /** Parts that each have a line of their own, where the group is broken. */
  private static Doc lines(List<Doc> segments) {
    var all = new ArrayList<Doc>();
    for (Doc segment : segments) {
      all.add(new Doc.Line(" "));
      all.add(segment);
    }
    return Doc.nest(all);
  }

  /** One expression: what is modified, and each modifier. */
  private List<Doc> segments() {
    var segments = new ArrayList<Doc>();
    var segment = new Segment();
    segment.add(primary());
    boolean between = false;
    while (!endsExpression()) {
      int type = type();
      if (isModifier()) {
        segments.add(segment.doc());
        segment = new Segment();
      } else if (type == OR || type == AND && !between) {
        segment.breakAtLogic();
      } else if (isOperator()) {
        segment.breakAtOperator();
      } else if (needsSpace()) {
        segment.add(Doc.text(" "));
      }
      between = type == BETWEEN || between && type != AND;
      segment.add(primary());
    }
    segments.add(segment.doc());
    return segments;
  }

  private boolean endsExpression() {
    int type = type();
    return switch (type) {
      case COMMA, GIVEN, EXPECT, WHEN, THEN, ELSE, END, LABEL -> true;
      case EQ -> inDimensions;
      default -> ends(type) || depth == 0 && isClause(type);
    };
  }

  /** A token; brackets and cases with all they hold. */
  private Doc primary() {
    if (type() == LPAREN || type() == LBRACK) {
      return brackets();
    }
    if (type() == CASE) {
      return choice();
    }
    if (type() == LBRACE) {
      var nested = new ArrayList<Doc>();
      int open = next;
      token(nested);
      nested.add(braces(open));
      return Doc.group(nested);
    }
    var parts = new ArrayList<Doc>();
    token(parts);
    return parts.size() == 1 ? parts.getFirst() : Doc.group(parts);
  }

  private Doc brackets() {
    var parts = new ArrayList<Doc>();
    token(parts);
    depth++;
    var inner = new ArrayList<Doc>();
    while (type() != RPAREN && type() != RBRACK) {
      inner.add(new Doc.Line(inner.isEmpty() ? "" : " "));
      inner.add(whole());
      if (type() == COMMA) {
        token(inner);
      }
    }
    takeComments(inner);
    depth--;
    if (!inner.isEmpty()) {
      parts.add(Doc.nest(inner));
      parts.add(new Doc.Line(""));
    }
    token(parts);
    return Doc.group(parts);
  }

  private Doc choice() {
    var parts = new ArrayList<Doc>();
    var branches = new ArrayList<Doc>();
    token(parts);
    depth++;
    if (type() != WHEN) {
      parts.add(Doc.text(" "));
      parts.add(whole());
    }
    while (type() != END) {
      var branch = new ArrayList<Doc>();
      boolean when = type() == WHEN;
      token(branch);
      branch.add(Doc.text(" "));
      branch.add(whole());
      if (when) {
        branch.add(Doc.text(" "));
        token(branch);
        branch.add(Doc.text(" "));
        branch.add(whole());
      }
      branches.add(new Doc.Line(" "));
      branches.add(Doc.group(branch));
    }
    takeComments(branches);
    depth--;
    parts.add(Doc.nest(branches));
    parts.add(new Doc.Line(" "));
    token(parts);
    return Doc.group(parts);
  }

  /** Adds a token with its comments and goes on to the next. */
  private void token(List<Doc> parts) {
    takeComments(parts);
    parts.add(Doc.text(word(next)));
    suffix(parts);
    next++;
  }

  /** Adds the comments before the next token, once. */
  private void takeComments(List<Doc> parts) {
    if (taken == next) {
      return;
    }
    taken = next;
    for (Piece.Remark remark : pieces.get(next).before()) {
      Gap gap = remark.linesBefore() > 1 ? Gap.EMPTY_LINE : Gap.NONE;
      parts.add(
          remark.place() == Piece.Place.OWN_LINE
              ? new Doc.Own(remark.text(), gap)
              : Doc.text(remark.text() + " "));
    }
  }

  private void suffix(List<Doc> parts) {
    for (String comment : pieces.get(next).after()) {
      parts.add(new Doc.Suffix(comment));
    }
  }

  /** Adds the comments of a token that is left out. */
  private void comments(List<Doc> parts) {
    Piece piece = pieces.get(next);
    for (Piece.Remark remark : piece.before()) {
      parts.add(new Doc.Suffix(remark.text()));
    }
    suffix(parts);
  }

  private Gap gap() {
    Piece piece = pieces.get(next);
    int lines =
        piece.before().isEmpty() ? piece.linesBefore() : piece.before().getFirst().linesBefore();
    return lines > 1 ? Gap.EMPTY_LINE : Gap.NONE;
  }

  private int type() {
    return pieces.get(next).type();
  }

  private int before() {
    return next == 0 ? Token.EOF : pieces.get(next - 1).type();
  }

  /** A token as it is written: keywords in small letters. */
  private String word(int i) {
    Piece piece = pieces.get(i);
    String text = piece.token().getText();
    int type = piece.type();
    if (type >= QWHERE && type <= END) {
      return text.toLowerCase(Locale.ROOT);
    }
    return type == NE ? "!=" : text.replace("\r\n", "\n");
  }

  private boolean isModifier() {
    return switch (type()) {
      case WHERE, OVER, AT, ACROSS, DATED, DEFAULT, FILL, LENGTH, PER ->
          before() != LPAREN && !(type() == PER && isLimit());
      case HAVING -> true;
      case COUNTED -> pieces.get(next + 2).type() == AGO && !Keywords.wantsOperand(before());
      default -> false;
    };
  }

  /** Whether `per` belongs to a `limit`. */
  private boolean isLimit() {
    return next >= 2 && pieces.get(next - 2).type() == LIMIT;
  }

  private boolean isOperator() {
    return switch (type()) {
      case STAR, SLASH, PERCENT, CONCAT -> true;
      case PLUS, MINUS -> !isUnary(next);
      default -> false;
    };
  }

  private boolean isUnary(int i) {
    int type = pieces.get(i).type();
    if (type != PLUS && type != MINUS) {
      return false;
    }
    int before = i == 0 ? Token.EOF : pieces.get(i - 1).type();
    return Keywords.wantsOperand(before) || before == DEFAULT || before == FILL;
  }

  private boolean needsSpace() {
    int type = type();
    int before = before();
    if (before == DOT || type == DOT || type == COLON) {
      return false;
    }
    if (type == LPAREN) {
      boolean call = before == NAME || before == QUOTED || before == CAST;
      // Both `sum (x)` and `sum(x)` are in use: the first reads as a prefix, the second as a call.
      return before == AGGREGATE ? isApart() : !call;
    }
    return !isUnary(next - 1) || type == PLUS || type == MINUS;
  }

  private boolean isApart() {
    return pieces.get(next - 1).token().getStopIndex() + 1
        < pieces.get(next).token().getStartIndex();
  }

  private static boolean isClause(int type) {
    return type == BY || type == QWHERE || type == HAVING || type == ORDER || type == LIMIT;
  }

  private static boolean ends(int type) {
    return switch (type) {
      case Token.EOF, RPAREN, RBRACK, RBRACE, LBRACE, METRIC, QUERY, ASSERT, TEST -> true;
      default -> false;
    };
  }
}
