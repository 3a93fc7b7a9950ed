package dev.mensura.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What doubles with each level that it is nested in is refused, and soon. */
class EffortTest {
  private static final String MODELS =
      """
      model: t
      primary_key: id
      entity: row
      fields:
        id: integer
        day: date
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(case when %s between 1 and 2 then 1 else 0 end)",
        "(case %s when 1 then 1 when 2 then 2 else 0 end)",
        "(case when %s - 1 > 1 day then 1 else 0 end)"
      })
  void nestingThatDoublesIsTooLarge(String level) {
    String text = "t.id";
    for (int i = 0; i < 40; i++) {
      text = level.formatted(text);
    }
    var models = Models.link(List.of(ModelReader.read(new SourceFile("m.yml", MODELS))));
    var parsed = Parser.parse(new SourceFile("m.metric", "metric m = sum " + text));

    Analysis analysis = Checker.check(models.catalog(), List.of(parsed), Analysis.NONE);

    assertThat(analysis.diagnostics()).extracting(Diagnostic::code).contains(Code.TOO_LARGE);
    assertThat(analysis.metrics()).isEmpty();
  }
}
