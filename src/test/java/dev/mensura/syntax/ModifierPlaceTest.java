package dev.mensura.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modifiers behind a predicate belong to what it filters, however the predicate ends. */
class ModifierPlaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a > 5",
        "a between 0 and 5",
        "a like 'x%'",
        "a in (1, 2)",
        "a is null",
        "not a = 1"
      })
  void modifiersBehindAPredicateAreOnceOnTheWhole(String predicate) {
    String text = "metric m = sum t.a where " + predicate + " default 0";
    Parsed parsed = Parser.parse(new SourceFile("m.metric", text));
    assertThat(parsed.diagnostics()).isEmpty();
    Expr body = ((Declaration.Metric) parsed.declarations().getFirst()).body();
    assertThat(body)
        .isInstanceOfSatisfying(
            Expr.Modified.class,
            outer -> {
              assertThat(outer.modifier()).isInstanceOf(Modifier.Default.class);
              assertThat(outer.value())
                  .isInstanceOfSatisfying(
                      Expr.Modified.class,
                      inner ->
                          assertThat(inner.modifier())
                              .isInstanceOfSatisfying(
                                  Modifier.Where.class,
                                  where ->
                                      assertThat(where.predicate())
                                          .isNotInstanceOf(Expr.Modified.class)));
            });
  }
}
