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
      ---
      model: filtered
      table: filtered
      where: nothing > 1
      primary_key: id
      entity: filtered row
      fields:
        id: integer
        name: string
      ---
      model: unreadable
      where: "id >"
      fields: {id: integer}
      ---
      model: other_kind
      where: true
      fields: {id: integer}
      ---
      model: by_broken_field
      where: bad > 1
      fields:
        id: integer
        bad: {type: integer, expr: nothing + 1}
      ---
      model: joined
      table: joined
      primary_key: id
      entity: joined row
      fields:
        id: integer
        filtered_id: integer
      joins:
        far: {model: filtered, on: filtered_id}
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
        "good where bad > 1",
        "count filtered",
        "sum filtered.id",
        "by filtered.name",
        "count joined by far.name",
        "count joined where far.name = 'a'",
        "count_distinct joined.far.name",
        "count unreadable",
        "count other_kind",
        "count by_broken_field"
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
