package dev.mensura.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static final String YAML = "fields:\n  net: {expr: pieces * price}\n  odd: {expr: a *}\n";

  @Test
  void anExpressionInYamlHasThePlacesOfItsFile() {
    var file = new SourceFile("lines.yml", YAML);
    int start = YAML.indexOf("pieces");
    String text = "pieces * price";
    ParsedExpr parsed = Parser.parseExpression(file, new Span(start, start + text.length()), text);
    assertThat(parsed.expr().orElseThrow())
        .isInstanceOfSatisfying(
            Expr.Binary.class,
            product -> {
              assertThat(file.text(product.span())).isEqualTo(text);
              assertThat(file.text(product.word())).isEqualTo("*");
              assertThat(file.text(product.right().span())).isEqualTo("price");
            });
  }

  @Test
  void aMistakeInYamlIsShownInItsFile() {
    var file = new SourceFile("lines.yml", YAML);
    int start = YAML.indexOf("a *");
    ParsedExpr parsed = Parser.parseExpression(file, new Span(start, start + 3), "a *");
    assertThat(parsed.expr()).isEmpty();
    assertThat(parsed.diagnostics().getFirst().place().toString()).isEqualTo("lines.yml:3:18");
  }

  @Test
  void anExpressionSpelledOtherwiseInItsFileHasOnePlaceAndNoFixes() {
    var file = new SourceFile("lines.yml", "expr: \"a == \\\"x\\\"\"\n");
    var span = new Span(6, 18);
    ParsedExpr parsed = Parser.parseExpression(file, span, "a == \"x\"");
    assertThat(parsed.expr().orElseThrow().span()).isEqualTo(span);
    Diagnostic finding = parsed.diagnostics().getFirst();
    assertThat(finding.place().span()).isEqualTo(span);
    assertThat(finding.fixes()).isEmpty();
  }

  @Test
  void wordsThatDeclareAreFieldsInAnExpression() {
    var file = new SourceFile("lines.yml", "test = 'a' and metric = query");
    ParsedExpr parsed = Parser.parseExpression(file, new Span(0, 29), file.text());
    assertThat(parsed.diagnostics()).isEmpty();
  }

  @Test
  void charactersOfATextKnowWhereTheyCameFrom() {
    String source = "metric a = sql t \"a\\\"b\"\nmetric b = sql t 'c''d'\n";
    var file = new SourceFile("a.metric", source);
    List<Declaration> declarations = Parser.parse(file).declarations();
    assertThat(text(declarations.get(0)).value()).isEqualTo("a\"b");
    assertThat(text(declarations.get(1)).value()).isEqualTo("c'd");
    for (Declaration declaration : declarations) {
      Expr.Text text = text(declaration);
      assertThat(text.offsets()).hasSize(text.value().length() + 1);
      int last = text.offsets()[text.value().length() - 1];
      assertThat(source.charAt(last)).isEqualTo(text.value().charAt(text.value().length() - 1));
      assertThat(text.offsets()[text.value().length()]).isEqualTo(text.span().end() - 1);
    }
  }

  private static Expr.Text text(Declaration declaration) {
    return ((Expr.Sql) ((Declaration.Metric) declaration).body()).text();
  }

  @Test
  void parenthesesAroundAReferenceAreKnown() {
    var file = new SourceFile("a.metric", "metric a = (net) / net");
    var body = ((Declaration.Metric) Parser.parse(file).declarations().getFirst()).body();
    assertThat(body)
        .isInstanceOfSatisfying(
            Expr.Binary.class,
            quotient -> {
              assertThat(file.text(quotient.left().span())).isEqualTo("(net)");
              assertThat(((Expr.Reference) quotient.left()).isParenthesized()).isTrue();
              assertThat(((Expr.Reference) quotient.right()).isParenthesized()).isFalse();
            });
  }

  @Test
  void offsetsCountUtf16Units() {
    var file = new SourceFile("a.metric", "metric a = count t where x = '😀' and y == 1");
    Diagnostic finding = Parser.parse(file).diagnostics().getFirst();
    assertThat(finding.place().text()).isEqualTo("==");
  }

  @Test
  void aCharacterOfTwoUnitsIsOneMistake() {
    var file = new SourceFile("a.metric", "metric a = 😀\nmetric b = 1");
    assertThat(Parser.parse(file).diagnostics())
        .singleElement()
        .satisfies(finding -> assertThat(finding.place().text()).isEqualTo("😀"));
  }

  @Test
  void aQueryTextIsOnlyABody() {
    ParsedQuery parsed = Parser.parseQuery(new SourceFile("<query>", "query q = net by month"));
    assertThat(parsed.body()).isEmpty();
    assertThat(parsed.diagnostics()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|)",
        "abs(x + |)",
        "case when x then | end",
        "sum(x per y having |)",
        "x default (|)"
      })
  void nestingHasALimitThatASmallStackReaches(String shape) throws InterruptedException {
    String left = shape.substring(0, shape.indexOf('|'));
    String right = shape.substring(shape.indexOf('|') + 1);
    assertThat(nested(left, right, 127)).isEmpty();
    assertThat(nested(left, right, 129))
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
    assertThat(nested(left, right, 50_000))
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
  }

  private static List<Diagnostic> nested(String left, String right, int depth)
      throws InterruptedException {
    String text = "metric a = " + left.repeat(depth) + "1" + right.repeat(depth);
    return onSmallStack(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {" + x", " * 2", " default 0", " where y", " || z"})
  void longChainsHaveALimitThatASmallStackReaches(String link) throws InterruptedException {
    assertThat(onSmallStack("metric a = x" + link.repeat(300))).isEmpty();
    assertThat(onSmallStack("metric a = x" + link.repeat(10_000)))
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(strings = {" and y = 1", " or not y"})
  void chainsOfConditionsHaveNoLimit(String link) throws InterruptedException {
    assertThat(onSmallStack("metric a = x where z" + link.repeat(10_000))).isEmpty();
  }

  /** Half a megabyte of stack: the least that a thread can be expected to have. */
  private static List<Diagnostic> onSmallStack(String text) throws InterruptedException {
    var result = new AtomicReference<List<Diagnostic>>(List.of());
    var failure = new AtomicReference<Throwable>();
    var thread =
        new Thread(
            null,
            () -> result.set(Parser.parse(new SourceFile("deep.metric", text)).diagnostics()),
            "small stack",
            512 * 1024);
    thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
    return result.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"where", "count", "coalesce", "if", "LAST", "a b", "1st", ""})
  void aNameThatDoesNotParseBareIsQuoted(String name) {
    assertThat(Names.quoted(name)).isEqualTo("`" + name + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"revenue", "month", "_x1", "metrics"})
  void aPlainNameStaysBare(String name) {
    assertThat(Names.quoted(name)).isEqualTo(name);
  }

  @Test
  void everyReservedWordIsDeclaredInBackquotesOnly() {
    for (String word : Names.reservedWords()) {
      assertThat(Parser.parse(new SourceFile("a", "metric " + word + " = 1")).diagnostics())
          .as(word)
          .extracting(Diagnostic::code)
          .containsExactly(Code.RESERVED_NAME);
      String quoted = "metric " + Names.quoted(word) + " = " + Names.quoted(word);
      assertThat(Parser.parse(new SourceFile("a", quoted)).diagnostics()).as(word).isEmpty();
    }
  }
}
