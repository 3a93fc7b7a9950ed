package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Decides which words are keywords, by two tokens on either side: two operands never stand side by
 * side, so a word where an operand must come is a name unless the next token is an operand, and a
 * word behind an operand is a keyword.
 *
 * <p><b>Invariant:</b> one pass, no going back further than one token: time is linear.
 */
final class Keywords {
  /** After these an operand or a name must come. */
  private static final BitSet WANTS_OPERAND =
      types(
          Token.EOF, EQ, NE, LE, GE, LT, GT, PLUS, MINUS, STAR, SLASH, PERCENT, CONCAT, LPAREN,
          LBRACK, COMMA, COLON, DOT, WHERE, QWHERE, HAVING, AND, OR, NOT, CASE, WHEN, THEN, ELSE,
          LIKE, BETWEEN, BY, PER, EDGE_PER, ACROSS, EXCEPT, DATED, AS, OF, EXPECT, ASSERT, METRIC,
          QUERY, GIVEN);

  /** Before these an operand or a name must have come. */
  private static final BitSet ENDS_OPERAND =
      types(
          Token.EOF, EQ, NE, LE, GE, LT, GT, PLUS, STAR, SLASH, PERCENT, CONCAT, RPAREN, RBRACK,
          RBRACE, LBRACE, COMMA, COLON, DOT, AND, OR, IN, BETWEEN, LIKE, IS, WHEN, THEN, ELSE, END);

  /** Keywords only behind certain words, so likely names everywhere else. */
  private static final BitSet NOUNS =
      types(LAST, FIRST, THIS, ALL, EXCEPT, TIME, START, OF, TO, DATE, SAMPLED, TOP, BOTTOM);

  private static final BitSet VALUES = types(INT, NUMBER, TEXT, MOMENT, TRUE, FALSE, NULL, LPAREN);

  private final List<CommonToken> tokens;
  private final Tokens.Kind kind;
  private boolean inQuery;
  private boolean inTest;

  /** Whether `at last` was read, and nothing since but its path. */
  private boolean onEdge;

  /** Open parentheses, brackets, braces of properties and cases. */
  private int depth;

  private int braces;
  private int before2 = Token.EOF;
  private int before = Token.EOF;

  private Keywords(List<CommonToken> tokens, Tokens.Kind kind) {
    this.tokens = tokens;
    this.kind = kind;
    this.inQuery = kind == Tokens.Kind.QUERY;
  }

  /** Sets the type and index of every token for good. */
  static void resolve(List<CommonToken> tokens, Tokens.Kind kind) {
    var keywords = new Keywords(tokens, kind);
    int line = -1;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      keywords.resolve(i, token, token.getLine() != line);
      line = token.getLine();
    }
  }

  /** Whether a type starts a declaration. */
  static boolean declares(int type) {
    return type == METRIC || type == QUERY || type == ASSERT || type == TEST;
  }

  static boolean isWord(int type) {
    return type == NAME || type == QUOTED || type >= METRIC && type <= END;
  }

  /** Whether an operand or a name must come behind a token of this type. */
  static boolean wantsOperand(int type) {
    return has(WANTS_OPERAND, type);
  }

  private void resolve(int i, CommonToken token, boolean opensLine) {
    int raw = token.getType();
    int next = raw(i + 1);
    int type = raw;
    if (isWord(raw)) {
      if (declares(raw) && startsDeclaration(i, token, opensLine)) {
        begin(raw);
      } else if (next == COLON) {
        type = LABEL;
      } else if (isName(i, raw, next, opensLine)) {
        type = raw == QUOTED ? QUOTED : NAME;
      } else {
        type = keyword(i, raw);
      }
    }
    track(i, type);
    token.setType(type);
    token.setTokenIndex(i);
    before2 = before;
    before = type;
  }

  private boolean startsDeclaration(int i, CommonToken token, boolean opensLine) {
    if (kind != Tokens.Kind.FILE) {
      return false;
    }
    if (token.getCharPositionInLine() == 0) {
      return true;
    }
    int next = raw(i + 1);
    int next2 = raw(i + 2);
    boolean defines =
        switch (token.getType()) {
          case METRIC -> isWord(next) && (next2 == EQ || next2 == LPAREN);
          case QUERY -> isWord(next) && next2 == EQ;
          case TEST -> next == TEXT || next == BLOCK_TEXT;
          default -> false;
        };
    return before != DOT
        && (defines
            || opensLine && depth == 0 && braces == 0 && !ends(next) && !wantsOperand(before));
  }

  private void begin(int type) {
    inQuery = type == QUERY;
    inTest = type == TEST;
    depth = 0;
    braces = 0;
    onEdge = false;
  }

  /** Whether a word is a name here, given that it starts no declaration. */
  private boolean isName(int i, int raw, int next, boolean opensLine) {
    boolean named = before == METRIC || before == QUERY || before == GIVEN || before == SQL;
    boolean dotted = before == DOT && touchesPrevious(i);
    if (raw == NAME || raw == QUOTED || declares(raw) || dotted || named) {
      return true;
    }
    if (braces > 0) {
      return raw != TRUE && raw != FALSE && raw != NULL;
    }
    boolean wants = wantsOperand(before);
    int next2 = raw(i + 2);
    return switch (raw) {
      case GIVEN, EXPECT -> !(inTest && (opensLine || !ends(next) && !wants));
      case PER -> wants && !startsKeys(next);
      case WHERE, HAVING, ACROSS, DATED ->
          wants && !(next == NAME || next == QUOTED || next == NOT || next == AGGREGATE);
      case BY -> wants && !(next == NAME || next == QUOTED || has(NOUNS, next));
      case ORDER -> next != BY && (wants || before == AGGREGATE);
      case LIMIT -> wants && next != INT;
      case OVER -> wants && !(next == LAST || next == ALL || raw(i + 2) == TO);
      case AT -> wants && !(next == LAST || next == FIRST || next == START);
      case DEFAULT -> wants && !has(VALUES, next);
      case AS -> wants && next != NAME && next != QUOTED;
      case FILL, ASC, DESC, AGO, SAMPLED -> wants;
      case LAST -> !(before == OVER || before == AT || before == SAMPLED || before == IN);
      case FIRST -> !(before == AT || before == SAMPLED);
      case THIS -> before != IN;
      case ALL -> !(before == OVER || before == ACROSS);
      case EXCEPT -> !(before == ALL && before2 == ACROSS);
      case TIME -> !(before == ALL && before2 == OVER);
      case START -> before != AT;
      case OF -> !(before == START || before2 == FIRST || before2 == LAST);
      case TO -> before2 != OVER;
      case DATE -> before != TO;
      case TOP, BOTTOM -> !(before == LPAREN && before2 == IN && next == INT);
      case SQL -> !(wants && (isWord(next) && !ends(next) || next == TEXT || next == BLOCK_TEXT));
      case CAST -> next != LPAREN;
      case CASE -> wants && ends(next) && next != WHEN && next != PLUS;
      case END -> wants && before != THEN && before != ELSE && before != WHEN && before != CASE;
      case AGGREGATE -> !startsAggregate(next, next2);
      default -> before == AGGREGATE && next == DOT;
    };
  }

  /**
   * Whether what follows `per` can be its keys; a parenthesis only where nothing is called `per`.
   */
  private boolean startsKeys(int next) {
    boolean alone = before == LPAREN && before2 == AGGREGATE;
    return next == NAME || next == QUOTED || next == LPAREN && alone;
  }

  private boolean touchesPrevious(int i) {
    return tokens.get(i - 1).getStopIndex() + 1 == tokens.get(i).getStartIndex();
  }

  /** Whether what follows an aggregate's name can be what it aggregates. */
  private boolean startsAggregate(int next, int next2) {
    if (next == LPAREN || next == NAME || next == QUOTED || isWord(next) && next2 == DOT) {
      return true;
    }
    if (declares(next)) {
      return false;
    }
    return next == ORDER && next2 != BY || has(NOUNS, next);
  }

  private int keyword(int i, int raw) {
    if (before == AGGREGATE && raw(i + 1) == DOT) {
      return NAME;
    }
    return switch (raw) {
      case WHERE -> inQuery && depth == 0 && !isOfItem(i) ? QWHERE : WHERE;
      case PER -> onEdge ? EDGE_PER : PER;
      case AGO -> {
        // A word before `ago` that no operand ends at is the name of a length.
        if (before == NAME && !wantsOperand(before2) && before2 != INT) {
          tokens.get(i - 1).setType(LENGTH);
        }
        yield AGO;
      }
      default -> raw;
    };
  }

  /**
   * Whether what a {@code where} begins ends at {@code as}: then it can only be an item's, since a
   * query's has no name.
   */
  private boolean isOfItem(int where) {
    int inside = 0;
    for (int i = where + 1; i < tokens.size(); i++) {
      int type = raw(i);
      switch (type) {
        case LPAREN, LBRACK, CASE -> inside++;
        case RPAREN, RBRACK, END -> inside--;
        case AS -> {
          if (inside == 0) {
            return raw(i + 1) == NAME || raw(i + 1) == QUOTED;
          }
        }
        // Another `where` ends the search even in parentheses, so that each token is seen twice at
        // most.
        case WHERE, METRIC, QUERY, ASSERT, TEST -> {
          return false;
        }
        case COMMA, BY, HAVING, ORDER, LIMIT -> {
          if (inside <= 0) {
            return false;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private void track(int i, int type) {
    switch (type) {
      case LPAREN, LBRACK, CASE -> depth++;
      case RPAREN, RBRACK, END -> depth = Math.max(0, depth - 1);
      case LBRACE -> {
        if (!inTest) {
          braces++;
        }
      }
      case RBRACE -> braces = Math.max(0, braces - 1);
      case NAME -> {
        CommonToken token = tokens.get(i);
        if (before == INT && before2 != LIMIT && tokens.get(i - 1).getLine() == token.getLine()) {
          tokens.get(i - 1).setType(COUNTED);
        }
      }
      default -> {}
    }
    boolean edge = (type == LAST || type == FIRST) && before == AT;
    onEdge = edge || onEdge && (type == NAME || type == QUOTED || type == DOT);
  }

  /** The type before this pass of the token at an index. */
  private int raw(int i) {
    return i < tokens.size() ? tokens.get(i).getType() : Token.EOF;
  }

  private static boolean ends(int type) {
    return has(ENDS_OPERAND, type);
  }

  // The end of the text has type -1, which a bit set has no place for.
  private static boolean has(BitSet set, int type) {
    return set.get(type + 1);
  }

  private static BitSet types(int... types) {
    var set = new BitSet();
    for (int type : types) {
      set.set(type + 1);
    }
    return set;
  }
}
