package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.grammar.MensuraParser.GivenContext;
import dev.mensura.syntax.grammar.MensuraParser.KeysContext;
import dev.mensura.syntax.grammar.MensuraParser.TupleContext;
import dev.mensura.syntax.grammar.MensuraParser.TypeContext;
import dev.mensura.type.Aggregate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Says in words why tokens do not parse. */
final class Mistakes {
  private static final List<String> STARTS = List.of("metric", "query", "assert", "test");

  /** What people start a definition with elsewhere. */
  private static final List<String> FOREIGN_STARTS =
      List.of("let", "def", "define", "measure", "kpi", "create", "const", "var", "val", "set");

  /** What can stand behind an operand. */
  private static final List<String> CONTINUATIONS =
      List.of(
          "where", "over", "across", "default", "at", "dated", "fill", "per", "and", "or", "in",
          "between", "like", "is", "not", "as", "by", "having", "order", "limit", "asc", "desc");

  private static final List<String> IN_CASE =
      List.of("when", "then", "else", "end", "and", "or", "where");

  private final Excerpt excerpt;
  private final Slips slips;

  Mistakes(Excerpt excerpt) {
    this.excerpt = excerpt;
    this.slips = new Slips(excerpt);
  }

  /** What to say of text that starts with no declaration word. */
  Diagnostic noDeclaration(Stretch stretch) {
    CommonToken token = stretch.token(stretch.from());
    String word = token.getText();
    if (word.equalsIgnoreCase("given") || word.equalsIgnoreCase("expect")) {
      return finding(Code.SYNTAX, token, "`" + word + "` stands only inside a `test`.");
    }
    boolean defines =
        Keywords.isWord(stretch.type(stretch.from() + 1))
            && (stretch.type(stretch.from() + 2) == EQ
                || stretch.type(stretch.from() + 2) == LPAREN);
    if (defines && FOREIGN_STARTS.contains(word)) {
      return replace(
          finding(
              Code.OTHER_LANGUAGE,
              token,
              "A metric is defined by `metric`, not by `" + word + "`."),
          token,
          "metric");
    }
    Optional<String> near = Nearest.to(word, STARTS);
    String message =
        "A declaration starts with `metric`, `query`, `assert` or `test`, not with `" + word + "`";
    return near.isEmpty()
        ? finding(Code.SYNTAX, token, message + ".")
        : replace(
            finding(Code.SYNTAX, token, message + "; did you mean `" + near.get() + "`?"),
            token,
            near.get());
  }

  /** What to say of the token at an index, where the parser stopped. */
  Diagnostic of(Stretch stretch, int at, RecognitionException cause) {
    Diagnostic slip = slips.at(stretch, at);
    if (slip != null) {
      return slip;
    }
    int found = stretch.type(at);
    boolean behindOperand = endsOperand(stretch, at - 1);
    if (found == RPAREN || found == RBRACK || found == RBRACE) {
      if (opener(stretch, at) == null) {
        return closesNothing(stretch.token(at));
      }
    }
    CommonToken opener = opener(stretch, at);
    if (found == Token.EOF && behindOperand && opener != null) {
      return unclosed(stretch, at, opener);
    }
    if (behindOperand && found != Token.EOF) {
      boolean inCase = opener != null && opener.getType() == CASE;
      Diagnostic misspelled = misspelled(stretch, at, inCase ? IN_CASE : CONTINUATIONS);
      if (misspelled != null) {
        return misspelled;
      }
    }
    return unexpected(stretch, at, cause, behindOperand, opener);
  }

  private Diagnostic unexpected(
      Stretch stretch,
      int at,
      RecognitionException cause,
      boolean behindOperand,
      @Nullable CommonToken opener) {
    CommonToken token = stretch.token(at);
    String found = describe(stretch, at);
    String before = at > stretch.from() ? " after `" + shown(stretch.token(at - 1)) + "`" : "";
    String expected = expected(cause.getExpectedTokens());
    String wanted =
        behindOperand && !isList(cause) && isEnd(cause.getExpectedTokens())
            ? continuation(stretch, opener)
            : expected;
    Diagnostic finding =
        finding(Code.SYNTAX, token, "Expected " + wanted + before + ", found " + found + ".");
    if (expected.equals("`ago`") || expected.equals("`and`") || expected.equals("`of`")) {
      String word = expected.substring(1, expected.length() - 1);
      int end = stretch.token(at - 1).getStopIndex() + 1;
      finding = excerpt.fix(finding, "Add " + expected, Change.insert(end, " " + word));
    }
    boolean keyword = Keywords.isWord(stretch.type(at)) && Words.isKeyword(token.getText());
    return keyword && (expected.contains("a name") || expected.contains("an expression"))
        ? finding.note("A name that is spelled like a keyword stands in backquotes here.")
        : finding;
  }

  /** What may follow an operand, in words. */
  private static String continuation(Stretch stretch, @Nullable CommonToken opener) {
    int kind = stretch.type(stretch.from());
    if (kind == TEST && opener != null && opener.getType() == LBRACE) {
      return "an operator, a modifier, the next step or `}`";
    }
    if (opener != null) {
      return "an operator, a modifier or `" + closer(opener) + "`";
    }
    return switch (kind) {
      case TEST -> "the end of the test";
      case GIVEN, EXPECT -> "an operator, a modifier or the end of the step";
      case METRIC -> "an operator, a modifier, properties or the end of the metric";
      case ASSERT -> "an operator, a modifier, `by` or the end of the assertion";
      default -> "an operator, a modifier, a comma, a clause or the end of the query";
    };
  }

  /** Whether the parser stopped in a list of names or values, where no expression stands. */
  private static boolean isList(RecognitionException cause) {
    return cause.getCtx() instanceof GivenContext
        || cause.getCtx() instanceof TupleContext
        || cause.getCtx() instanceof KeysContext
        || cause.getCtx() instanceof TypeContext;
  }

  /** Whether nothing but the end of what is open could be read. */
  private static boolean isEnd(IntervalSet tokens) {
    for (int type : tokens.toList()) {
      if (type != Token.EOF && type != RPAREN && type != RBRACK && type != RBRACE) {
        return false;
      }
    }
    return true;
  }

  /** Words that are nearly a keyword or an aggregate. */
  private @Nullable Diagnostic misspelled(Stretch stretch, int at, List<String> continuations) {
    CommonToken before = stretch.token(at - 1);
    int before2 = stretch.type(at - 2);
    boolean leads = before.getType() == NAME && at - 1 > stretch.from();
    if (leads && before2 == COUNTED) {
      return near(before, continuations);
    }
    CommonToken token = stretch.token(at);
    Diagnostic continuation = token.getType() == NAME ? near(token, continuations) : null;
    boolean opens =
        before.getType() == NAME && (!leads || Keywords.wantsOperand(before2)) && before2 != DOT;
    // Something follows a misspelled keyword; where nothing does, as in `cuont orders`, it is what
    // the word before is about.
    int next = stretch.type(at + 1);
    boolean follows = next != Token.EOF && next != WHERE;
    if (!opens || before.getText().length() < 4 || continuation != null && follows) {
      return continuation;
    }
    var openings = new ArrayList<>(List.of("sql", "not", "case"));
    for (Aggregate aggregate : Aggregate.values()) {
      openings.add(aggregate.text());
    }
    Diagnostic opening = near(before, openings);
    return opening == null ? continuation : opening;
  }

  private @Nullable Diagnostic near(CommonToken token, List<String> words) {
    Optional<String> near = Nearest.to(token.getText(), words);
    boolean tooShort = token.getText().length() < 3;
    if (tooShort || near.isEmpty() || near.get().equalsIgnoreCase(token.getText())) {
      return null;
    }
    return replace(
        finding(
            Code.SYNTAX,
            token,
            "`" + token.getText() + "` has no meaning here; did you mean `" + near.get() + "`?"),
        token,
        near.get());
  }

  private Diagnostic closesNothing(CommonToken token) {
    int from = token.getStartIndex();
    Diagnostic finding =
        finding(Code.SYNTAX, token, "This `" + token.getText() + "` closes nothing.");
    return excerpt.fix(finding, "Remove it", new Change(from, from + 1, ""));
  }

  private Diagnostic unclosed(Stretch stretch, int at, CommonToken opener) {
    String closer = closer(opener);
    Diagnostic finding =
        finding(Code.SYNTAX, opener, "This `" + opener.getText() + "` has no `" + closer + "`.");
    int end = stretch.token(at - 1).getStopIndex() + 1;
    String inserted = opener.getType() == CASE ? " end" : closer;
    return excerpt.fix(finding, "Add `" + closer + "` at the end", Change.insert(end, inserted));
  }

  /** The last token before an index that is open there; null for none. */
  private static @Nullable CommonToken opener(Stretch stretch, int at) {
    Deque<CommonToken> open = new ArrayDeque<>();
    for (int i = stretch.from(); i < at; i++) {
      switch (stretch.type(i)) {
        case LPAREN, LBRACK, LBRACE, CASE -> open.push(stretch.token(i));
        case RPAREN, RBRACK, RBRACE, END -> open.poll();
        default -> {}
      }
    }
    return open.peek();
  }

  private static String closer(CommonToken opener) {
    return switch (opener.getType()) {
      case LPAREN -> ")";
      case LBRACK -> "]";
      case LBRACE -> "}";
      default -> "end";
    };
  }

  private static boolean endsOperand(Stretch stretch, int i) {
    return switch (stretch.type(i)) {
      case NAME, QUOTED, INT, NUMBER, TEXT, BLOCK_TEXT, MOMENT ->
          i > stretch.from() + 1 || !Keywords.declares(stretch.type(stretch.from()));
      case RPAREN, RBRACK, RBRACE, END, NULL, TRUE, FALSE, AGO, FILL -> true;
      default -> false;
    };
  }

  /** What the parser could have read, in words, the likeliest alone. */
  private static String expected(IntervalSet tokens) {
    if (tokens.contains(NUMBER) && tokens.contains(NAME) && tokens.contains(LPAREN)) {
      return "an expression";
    }
    if (tokens.contains(NUMBER)) {
      return "a value";
    }
    if (tokens.contains(LABEL)) {
      return "a name and a colon";
    }
    if (tokens.contains(NAME)) {
      return "a name";
    }
    if (tokens.contains(INT)) {
      return "a whole number";
    }
    if (tokens.contains(TEXT)) {
      return "a text";
    }
    var words = new ArrayList<String>();
    for (int type : tokens.toList()) {
      String word = Words.texts().get(type);
      String literal = VOCABULARY.getLiteralName(type);
      if (word != null) {
        words.add("`" + word + "`");
      } else if (literal != null) {
        words.add("`" + literal.substring(1, literal.length() - 1) + "`");
      }
    }
    return switch (words.size()) {
      case 0 -> "the end";
      case 1 -> words.getFirst();
      default -> String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    };
  }

  private static String describe(Stretch stretch, int at) {
    if (stretch.type(at) != Token.EOF) {
      return "`" + shown(stretch.token(at)) + "`";
    }
    return switch (stretch.type(stretch.from())) {
      case METRIC -> "the end of the metric";
      case ASSERT -> "the end of the assertion";
      case TEST -> "the end of the test";
      case GIVEN, EXPECT -> "the end of the step";
      case QUERY -> "the end of the query";
      default -> "the end of the text";
    };
  }

  /** A token on one line, not too long. */
  private static String shown(CommonToken token) {
    String text = token.getText();
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end).stripTrailing() + " …";
    return line.length() > 40 ? line.substring(0, 39) + "…" : line;
  }

  private Diagnostic replace(Diagnostic finding, CommonToken token, String right) {
    Change change = new Change(token.getStartIndex(), token.getStopIndex() + 1, right);
    return excerpt.fix(finding, "Write `" + right + "`", change);
  }

  private Diagnostic finding(Code code, CommonToken token, String message) {
    return excerpt.finding(code, token.getStartIndex(), token.getStopIndex() + 1, message);
  }
}
