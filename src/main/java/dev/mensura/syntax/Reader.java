package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.QueryBody;
import dev.mensura.syntax.grammar.MensuraParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text: cuts it into stretches, parses each by itself and makes trees of them.
 *
 * <p><b>Invariant:</b> a stretch that gets no tree has got a finding.
 */
final class Reader {
  /** How many parentheses, brackets, braces and cases may be open at a time. */
  static final int MAX_NESTING = 128;

  private final Excerpt excerpt;
  private final Tokens tokens;
  private final List<Diagnostic> findings = new ArrayList<>();
  private final MensuraParser parser;
  private final Mistakes mistakes;
  private int problem;

  Reader(Excerpt excerpt, Tokens.Kind kind) {
    this.excerpt = excerpt;
    this.tokens = Scanner.scan(excerpt, kind);
    tokens.problems().sort(Comparator.comparingInt(Problem::offset));
    this.parser = new MensuraParser(new Stretch(tokens.all(), 0, 0));
    this.mistakes = new Mistakes(excerpt);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
  }

  /** What was found, in the order of the text; among equals, in the order of reading. */
  List<Diagnostic> findings() {
    findings.sort(Comparator.comparingInt(finding -> finding.place().span().start()));
    return List.copyOf(findings);
  }

  List<Declaration> declarations() {
    var declarations = new ArrayList<Declaration>();
    var documentation = new Documentation(excerpt, tokens.comments());
    int end = tokens.all().size() - 1;
    int from = 0;
    while (from < end) {
      int to = from + 1;
      while (to < end && !startsStretch(to)) {
        to++;
      }
      declaration(new Stretch(tokens.all(), from, to), documentation, declarations);
      from = to;
    }
    problemsBefore(Integer.MAX_VALUE);
    return declarations;
  }

  /** Whether a declaration starts, or a word in the first column looks like a misspelled start. */
  private boolean startsStretch(int i) {
    CommonToken token = tokens.all().get(i);
    if (Keywords.declares(token.getType())) {
      return true;
    }
    return token.getType() == NAME
        && token.getCharPositionInLine() == 0
        && i + 2 < tokens.all().size()
        && Keywords.isWord(tokens.all().get(i + 1).getType())
        && tokens.all().get(i + 2).getType() == EQ;
  }

  private void declaration(
      Stretch stretch, Documentation documentation, List<Declaration> declarations) {
    CommonToken first = stretch.token(stretch.from());
    boolean readable = problemsBefore(nextStart(stretch)) == Problem.Effect.REPAIRED;
    String text = documentation.before(first, previousEnd(stretch));
    if (!Keywords.declares(first.getType())) {
      if (readable) {
        findings.add(mistakes.noDeclaration(stretch));
      }
      return;
    }
    Declaration declaration = null;
    if (readable && nestingFits(stretch)) {
      MensuraParser.DeclarationContext tree = null;
      try {
        parser.setTokenStream(stretch);
        tree = parser.onlyDeclaration().declaration();
      } catch (ParseCancellationException e) {
        int at = mistake(stretch, e);
        if (first.getType() == TEST) {
          laterSteps(stretch, at);
        }
      }
      if (tree != null) {
        declaration = built(new DeclarationBuilder(excerpt, text), tree);
      }
    }
    declarations.add(declaration != null ? declaration : unreadable(stretch));
  }

  private @Nullable Declaration built(
      DeclarationBuilder builder, MensuraParser.DeclarationContext tree) {
    Declaration declaration = builder.declaration(tree);
    findings.addAll(builder.findings());
    return builder.findings().isEmpty() ? declaration : null;
  }

  /** Reads the steps of a test that follow a broken one, for their mistakes. */
  private void laterSteps(Stretch test, int broken) {
    int end = test.to();
    while (end > broken && test.type(end - 1) == RBRACE) {
      end--;
    }
    int from = broken + 1;
    while (from < end) {
      if (!isStep(test, from)) {
        from++;
        continue;
      }
      int to = from + 1;
      while (to < end && !isStep(test, to)) {
        to++;
      }
      var step = new Stretch(tokens.all(), from, to);
      try {
        parser.setTokenStream(step);
        parser.onlyStep();
      } catch (ParseCancellationException e) {
        mistake(step, e);
      }
      from = to;
    }
  }

  private static boolean isStep(Stretch stretch, int i) {
    return stretch.type(i) == GIVEN || stretch.type(i) == EXPECT;
  }

  Optional<QueryBody> query() {
    Stretch stretch = all();
    if (stretch == null) {
      return Optional.empty();
    }
    try {
      parser.setTokenStream(stretch);
      var builder = new DeclarationBuilder(excerpt, "");
      QueryBody body = builder.query(parser.onlyQuery().queryBody());
      findings.addAll(builder.findings());
      return builder.findings().isEmpty() ? Optional.of(body) : Optional.empty();
    } catch (ParseCancellationException e) {
      mistake(stretch, e);
      return Optional.empty();
    }
  }

  Optional<Expr> expression() {
    Stretch stretch = all();
    if (stretch == null) {
      return Optional.empty();
    }
    try {
      parser.setTokenStream(stretch);
      var found = new ArrayList<Diagnostic>();
      Expr expression =
          new ExprBuilder(excerpt, found).expression(parser.onlyExpression().expression());
      findings.addAll(found);
      return found.isEmpty() ? Optional.of(expression) : Optional.empty();
    } catch (ParseCancellationException e) {
      mistake(stretch, e);
      return Optional.empty();
    }
  }

  /** The whole text as one stretch; null if it is not worth parsing. */
  private @Nullable Stretch all() {
    boolean readable = problemsBefore(Integer.MAX_VALUE) == Problem.Effect.REPAIRED;
    var stretch = new Stretch(tokens.all(), 0, tokens.all().size() - 1);
    return readable && nestingFits(stretch) ? stretch : null;
  }

  /** Reports why a stretch did not parse; the index of the token that did not fit. */
  private int mistake(Stretch stretch, ParseCancellationException e) {
    if (!(e.getCause() instanceof RecognitionException cause)) {
      throw new IllegalStateException("no reason for " + excerpt.file(), e);
    }
    int at = cause.getOffendingToken().getTokenIndex();
    findings.add(mistakes.of(stretch, at, cause));
    return at;
  }

  /**
   * Reports the problems before an offset that are not reported yet: all that were repaired, up to
   * the first that was not.
   */
  private Problem.Effect problemsBefore(int offset) {
    Problem.Effect effect = Problem.Effect.REPAIRED;
    List<Problem> problems = tokens.problems();
    while (problem < problems.size() && problems.get(problem).offset() < offset) {
      Problem next = problems.get(problem++);
      if (effect == Problem.Effect.REPAIRED) {
        findings.add(next.finding());
        effect = next.effect();
      }
    }
    return effect;
  }

  private int nextStart(Stretch stretch) {
    CommonToken next = tokens.all().get(stretch.to());
    return next.getType() == Token.EOF ? Integer.MAX_VALUE : next.getStartIndex();
  }

  private int previousEnd(Stretch stretch) {
    return stretch.from() == 0
        ? excerpt.start()
        : tokens.all().get(stretch.from() - 1).getStopIndex() + 1;
  }

  private boolean nestingFits(Stretch stretch) {
    int depth = 0;
    for (int i = stretch.from(); i < stretch.to(); i++) {
      switch (stretch.type(i)) {
        case LPAREN, LBRACK, LBRACE, CASE -> depth++;
        case RPAREN, RBRACK, RBRACE, END -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > MAX_NESTING) {
        CommonToken token = stretch.token(i);
        findings.add(
            excerpt.finding(
                Code.TOO_DEEP,
                token.getStartIndex(),
                token.getStopIndex() + 1,
                "This is nested more than " + MAX_NESTING + " levels deep."));
        return false;
      }
    }
    return true;
  }

  private Declaration unreadable(Stretch stretch) {
    Declaration.Kind kind =
        switch (stretch.type(stretch.from())) {
          case METRIC -> Declaration.Kind.METRIC;
          case QUERY -> Declaration.Kind.QUERY;
          case ASSERT -> Declaration.Kind.ASSERT;
          default -> Declaration.Kind.TEST;
        };
    boolean named = kind == Declaration.Kind.METRIC || kind == Declaration.Kind.QUERY;
    int second = stretch.type(stretch.from() + 1);
    Optional<Name> name =
        named && (second == NAME || second == QUOTED)
            ? Optional.of(Literals.name(excerpt, stretch.token(stretch.from() + 1)))
            : Optional.empty();
    int start = stretch.token(stretch.from()).getStartIndex();
    int end = stretch.token(stretch.to() - 1).getStopIndex() + 1;
    return new Declaration.Unreadable(kind, name, excerpt.span(start, end));
  }
}
