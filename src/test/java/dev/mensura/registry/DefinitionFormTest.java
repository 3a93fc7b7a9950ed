package dev.mensura.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Formatter;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFormTest {
  static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static final Workspace EXAMPLE = Project.load(Project.real(Path.of(""))).workspace();

  /** A form's text, or all that is wrong with it, the checker's findings included. */
  private static Compiled<FormText> made(ObjectNode form) {
    Compiled<DefinitionForm> read = DefinitionForm.read(form);
    if (read.value().isEmpty()) {
      return Compiled.not(read.diagnostics());
    }
    Compiled<FormText> text = read.value().get().text(EXAMPLE.analysis());
    if (text.value().isEmpty()) {
      return text;
    }
    List<Diagnostic> found = text.value().get().inForm(findings(text.value().get().text()));
    return new Compiled<>(text.value(), found);
  }

  private static List<Diagnostic> findings(String text) {
    var file = new SourceFile("zz.metric", text);
    return EXAMPLE.with(file).diagnostics().stream().filter(d -> d.place().file() == file).toList();
  }

  static Stream<Path> files() {
    return Golden.inputs("forms", "ndjson").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void formsBecomeTextOrSayWhatIsWrong(Path file) throws IOException {
    var told = new StringBuilder();
    for (String line : Golden.read(file).lines().toList()) {
      Compiled<FormText> made = made((ObjectNode) MAPPER.readTree(line));
      told.append(line).append('\n');
      made.value().map(t -> t.text() + "\n").ifPresent(told::append);
      told.append(new TerminalReport(Paint.PLAIN, 100).render(made.diagnostics())).append('\n');
    }
    Golden.verify(Golden.output(file, "txt"), told.toString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatAFormBecomesIsLaidOutAndIsOneMetric(Path file) throws IOException {
    for (String line : Golden.read(file).lines().toList()) {
      ObjectNode form = (ObjectNode) MAPPER.readTree(line);
      Optional<FormText> text = made(form).value();
      if (text.isPresent()) {
        var source = new SourceFile("a.metric", text.get().text());
        assertThat(Formatter.format(source).text()).isEqualTo(source.text() + "\n");
        Optional<Declaration.Metric> metric = DefinitionText.read(source).value();
        assertThat(metric.orElseThrow().name().text()).isEqualTo(form.get("name").asText());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'m','type':'sum','model':'users','dimension':'revenu'}",
        "{'name':'m','type':'sum','model':'usrs','dimension':'revenue'}",
        "{'name':'m','type':'summ','model':'users','dimension':'revenue'}",
        "{'name':'m','type':'count','model':'users','filters':{'login_cont__gt':100}}",
        "{'name':'m','type':'count','model':'users','filters':{'login_count__gtt':100}}",
        "{'name':'m','type':'count','model':'users','filters':{'login_count__gt':'100'}}",
        "{'name':'m','type':'count','model':'users','filters':{'plan':'por'}}",
        "{'name':'m','type':'count','model':'users','filters':{'plan':['pro']}}",
        "{'name':'m','type':'count','model':'users','filters':{'plan__in':'pro'}}",
        "{'name':'m','type':'count','model':'users','filters':{'login_count__in':[1,'2']}}",
        "{'name':'m','type':'count','model':'users','filters':{'is_admin':'true'}}",
        "{'name':'m','type':'ratio','numerator':'paid_usrs','denominator':'total_users'}",
        "{'name':'m','type':'ratio','numerator':'1 + paid_usrs','denominator':'total_users'}",
        "{'name':'m','type':'count','model':'users','tags':'growth'}",
        "{'name':'m','type':'count','modell':'users'}",
      })
  void theFixOfAParameterMendsTheForm(String text) throws IOException {
    ObjectNode form = (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    Compiled<FormText> made = made(form);
    Diagnostic first =
        made.diagnostics().stream().filter(d -> !d.fixes().isEmpty()).findFirst().orElseThrow();
    ObjectNode mended = mended(form, first, first.fixes().getFirst());
    assertThat(made(mended).diagnostics()).as("%s", mended).noneMatch(Diagnostic::isError);
  }

  /** The form with an edit done in the member of JSON that the finding points into. */
  private static ObjectNode mended(ObjectNode form, Diagnostic finding, Fix fix)
      throws IOException {
    String name = Parameter.at(finding.place()).orElseThrow();
    Edit edit = fix.edits().getFirst();
    var member = new StringBuilder(edit.place().file().text());
    member.replace(edit.place().span().start(), edit.place().span().end(), edit.text());
    ObjectNode changed = (ObjectNode) MAPPER.readTree("{" + member + "}");
    ObjectNode all = form.deepCopy();
    boolean filter = name.startsWith("filters.");
    ObjectNode holder = filter ? (ObjectNode) all.get("filters") : all;
    holder.remove(filter ? name.substring("filters.".length()) : name);
    holder.setAll(changed);
    return all;
  }

  @Test
  void aFindingAboutTheTextNamesTheParameter() throws IOException {
    ObjectNode form =
        (ObjectNode)
            MAPPER.readTree(
                "{\"name\":\"m\",\"type\":\"count\",\"model\":\"users\",\"filters\":{\"plan\":\"gold\"}}");
    Diagnostic finding = made(form).diagnostics().getFirst();
    assertThat(finding.code()).isEqualTo(Code.UNKNOWN_VALUE);
    assertThat(Parameter.at(finding.place())).contains("filters.plan");
    assertThat(finding.place().text()).isEqualTo("\"gold\"");
  }

  @Test
  void textsOfAMegabyteAreRefused() {
    String large = "x".repeat(1 << 20);
    for (String parameter : List.of("name", "sql", "description", "model", "type")) {
      ObjectNode form = MAPPER.createObjectNode();
      form.put("name", "m").put("type", "custom_sql").put("model", "users").put("sql", "SUM(1)");
      form.put(parameter, large);
      Compiled<FormText> made = made(form);
      assertThat(made.value()).isEmpty();
      assertThat(made.diagnostics())
          .allSatisfy(d -> {
            assertThat(d.message()).hasSizeLessThan(300);
            assertThat(d.place().file().text()).hasSizeLessThan(5_000);
          });
    }
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String deep = "(".repeat(5_000) + "total_users" + ")".repeat(5_000);
    ObjectNode form = MAPPER.createObjectNode();
    form.put("name", "m").put("type", "ratio").put("denominator", "total_users");
    form.put("numerator", deep);
    assertThat(made(form).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
    ObjectNode nested = MAPPER.createObjectNode();
    nested.put("name", "m").put("type", "count").put("model", "users");
    nested.putObject("filters").set("plan", MAPPER.readTree("[".repeat(900) + "]".repeat(900)));
    assertThat(made(nested).value()).isEmpty();
  }

  /** Pieces that end, open or hide something in the language, in JSON, in a path or on a screen. */
  private static final List<String> HOSTILE =
      List.of(
          "`",
          "'",
          "\"",
          "\"\"\"",
          "\\",
          "\n",
          "\r",
          "\t",
          "\0",
          "--",
          "//",
          "/*",
          "*/",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          ",",
          ";",
          " = ",
          " where ",
          " and true",
          "metric x = count users",
          "../",
          "/",
          "\u202e",
          "\u2066",
          "\ufeff",
          "\ud800",
          "a",
          "users",
          "plan",
          " ",
          "é",
          "@",
          "1");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void hostileTextsAreTakenAsTheyAreOrRefused(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      ObjectNode form = MAPPER.createObjectNode();
      boolean ratio = random.nextBoolean();
      form.put("name", random.nextInt(3) == 0 ? hostile(random) : "m_new");
      form.put("type", ratio ? "ratio" : "custom_sql");
      if (ratio) {
        form.put("numerator", "total_users" + (random.nextBoolean() ? hostile(random) : ""));
        form.put("denominator", hostile(random) + "total_users");
      } else {
        form.put("model", "users").put("sql", "COUNT(*)" + hostile(random));
      }
      form.put("description", hostile(random)).putArray("tags").add("t" + hostile(random));
      form.putObject("filters").put("email", hostile(random));
      Compiled<FormText> made =
          DefinitionForm.read(form).then(read -> read.text(EXAMPLE.analysis()));
      if (made.value().isPresent()) {
        String text = made.value().get().text();
        Declaration.Metric metric =
            DefinitionText.read(new SourceFile("a.metric", text)).value().orElseThrow();
        assertThat(metric.name().text())
            .as("seed %d: %s%n%s", seed, form, text)
            .isEqualTo(form.get("name").textValue());
        assertThat(metric.properties()).hasSizeBetween(1, 2);
      } else {
        assertThat(made.diagnostics()).as("seed %d: %s", seed, form).isNotEmpty();
      }
    }
  }

  private static String hostile(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
    }
    return text.toString();
  }

  @Test
  void anEntryOfTheOriginalSystemIsAForm() throws IOException {
    String entry =
        """
        {"name": "power_people", "type": "count_distinct", "model": "users",
         "description": "Often here", "dimension": "user_id", "numerator": null,
         "denominator": null, "sql": null, "filters": {"login_count__gt": 100, "industry": "tech"},
         "tags": ["growth"], "created_at": "2025-01-01T00:00:00", "created_by": "agent"}
        """;
    DefinitionForm form =
        DefinitionForm.readEntry((ObjectNode) MAPPER.readTree(entry)).value().orElseThrow();
    Analysis analysis = EXAMPLE.analysis();
    assertThat(form.text(analysis).value().orElseThrow().text())
        .startsWith(
            "metric power_people = count_distinct users.user_id where login_count > 100 and"
                + " industry = 'tech'");
  }
}
