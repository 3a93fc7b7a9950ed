package dev.mensura.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineReportTest {
  private static final SourceFile FILE =
      new SourceFile("my metrics/größe.metric", "-- \ud83d\ude00\nmetric a = lgins\n");
  private static final SourceFile OTHER = new SourceFile("b.metric", "metric a = 1\n");

  private static final List<Diagnostic> FINDINGS =
      List.of(
          Diagnostic.of(Code.COUNT_OF_KEY, new Place(OTHER, new Span(7, 8)), "Advice."),
          Diagnostic.of(Code.UNKNOWN_FIELD, new Place(FILE, new Span(17, 22)), "No \"lgins\".")
              .note("A note.")
              .related(new Place(OTHER, new Span(7, 8)), "here")
              .fix("Write `logins`", "logins"));

  private static JsonNode parsed(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  private static String sarif() {
    return SarifReport.render(FINDINGS, "1.2.3", code -> "# " + code.id());
  }

  @Test
  void jsonHasEveryFindingWithItsPlaceAdviceAndEdits() throws JsonProcessingException {
    JsonNode json = parsed(JsonReport.render(FINDINGS));
    JsonNode error = json.at("/diagnostics/1");

    assertThat(json.at("/errors").intValue()).isEqualTo(1);
    assertThat(json.at("/warnings").intValue()).isEqualTo(1);
    assertThat(json.at("/diagnostics/0/code").textValue()).isEqualTo("count-of-key");
    assertThat(error.at("/message").textValue()).isEqualTo("No \"lgins\".");
    assertThat(error.at("/start").toString()).isEqualTo("{\"line\":2,\"column\":12,\"offset\":17}");
    assertThat(error.at("/end/column").intValue()).isEqualTo(17);
    assertThat(error.at("/notes/0").textValue()).isEqualTo("A note.");
    assertThat(error.at("/related/0/path").textValue()).isEqualTo("b.metric");
    assertThat(error.at("/fixes/0/edits/0/text").textValue()).isEqualTo("logins");
  }

  @Test
  void noFindingIsAnEmptyListInJson() throws JsonProcessingException {
    assertThat(parsed(JsonReport.render(List.of())).toString())
        .isEqualTo("{\"errors\":0,\"warnings\":0,\"diagnostics\":[]}");
  }

  @Test
  void sarifNamesEveryRuleOnceAndResultsPointToThem() throws JsonProcessingException {
    JsonNode run = parsed(sarif()).at("/runs/0");

    assertThat(run.at("/tool/driver/version").textValue()).isEqualTo("1.2.3");
    assertThat(run.at("/tool/driver/rules")).hasSize(2);
    for (JsonNode result : run.at("/results")) {
      JsonNode rule = run.at("/tool/driver/rules/" + result.at("/ruleIndex").intValue());
      assertThat(rule.at("/id")).isEqualTo(result.at("/ruleId"));
      assertThat(rule.at("/defaultConfiguration/level")).isEqualTo(result.at("/level"));
      assertThat(rule.at("/help/markdown").textValue()).startsWith("# ");
    }
  }

  @Test
  void sarifRegionsCountUtf16ColumnsAndPathsAreEscaped() throws JsonProcessingException {
    JsonNode run = parsed(sarif()).at("/runs/0");
    JsonNode location = run.at("/results/1/locations/0/physicalLocation");

    assertThat(run.at("/columnKind").textValue()).isEqualTo("utf16CodeUnits");
    assertThat(location.at("/artifactLocation/uri").textValue())
        .isEqualTo("my%20metrics/gr%C3%B6%C3%9Fe.metric");
    assertThat(location.at("/region").toString())
        .isEqualTo("{\"startLine\":2,\"startColumn\":12,\"endLine\":2,\"endColumn\":17}");
    assertThat(run.at("/results/1/fixes/0/artifactChanges/0/replacements/0/insertedContent/text"))
        .hasToString("\"logins\"");
  }

  @Test
  void sarifNeverSaysThatAPathIsAScheme() throws JsonProcessingException {
    var odd = new SourceFile("a:b/c.metric", "x");
    String text =
        SarifReport.render(
            List.of(Diagnostic.of(Code.SYNTAX, new Place(odd, new Span(0, 1)), "No.")),
            "1",
            Code::title);

    assertThat(
            parsed(text).at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri"))
        .hasToString("\"./a:b/c.metric\"");
  }
}
