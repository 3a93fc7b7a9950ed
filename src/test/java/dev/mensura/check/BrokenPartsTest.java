package dev.mensura.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parser;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query is refused whole: without the part that names a mistake it would be another query. */
class BrokenPartsTest {
  private static final String MODELS =
      """
      model: t
      table: t
      primary_key: id
      fields:
        id: integer
        bad: {type: integer, expr: nothing + 1}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broken",
        "good, broken",
        "good / broken as x",
        "good by id having broken > 1",
        "good by id order by broken",
        "good by bad",
        "good where bad > 1"
      })
  void aQueryOfWhatHasAnErrorIsRefusedWhole(String text) {
    var models = Models.link(List.of(ModelReader.read(new SourceFile("m.yml", MODELS))));
    String metrics = "metric good = count t\nmetric broken = sum t.nothing";
    var parsed = List.of(Parser.parse(new SourceFile("m.metric", metrics)));
    Analysis analysis = Checker.check(models.catalog(), parsed, Analysis.NONE);
    var query = Parser.parseQuery(new SourceFile("<query>", text));

    CheckedQuery checked = Checker.query(query.body().orElseThrow(), query.file(), analysis);

    assertThat(checked.query()).isEmpty();
    assertThat(checked.diagnostics()).hasSize(1).allMatch(d -> d.isError());
  }
}
