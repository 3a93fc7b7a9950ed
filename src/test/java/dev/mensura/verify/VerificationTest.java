package dev.mensura.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.live.Cancellation;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final String MODELS =
      """
      model: visits
      table: visits
      primary_key: visit_id
      time: at
      fields:
        visit_id: {type: integer, nullable: false}
        user_id: integer
        at: timestamptz
        day: {type: date, expr: cast(at as date)}
      joins:
        user: {model: users, on: user_id}
      ---
      model: prices
      table: prices
      primary_key: [product_id, since]
      valid: {from: since, to: until}
      fields:
        product_id: integer
        since: date
        until: date
        price: integer
      ---
      model: users
      table: users
      primary_key: user_id
      fields:
        user_id: {type: integer, nullable: false}
        name: {type: string, nullable: false}
        admin: boolean
      ---
      model: admins
      table: Users
      where: admin
      primary_key: user_id
      fields:
        user_id: {type: integer, nullable: false}
        admin: boolean
      """;

  private static final String METRICS =
      """
      metric visits_made = count visits
      metric people = count users
      metric bosses = count admins
      """;

  @TempDir private Path folder;

  private final Cancellation cancellation = new Cancellation();

  private Report run(String declarations, Kind... kinds) {
    Workspace workspace =
        Workspace.of(
            List.of(
                new SourceFile("models/models.yml", MODELS),
                new SourceFile("metrics.metric", METRICS + declarations)));
    assertThat(workspace.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
    var options =
        new PlanOptions(
            Now.at(LocalDateTime.of(2024, 5, 31, 12, 0)), ZoneId.of("America/New_York"));
    var data = new Database.Files(List.of(new Database.Folder(folder, "data")));
    var verification =
        new Verification(
            workspace.analysis(),
            options,
            Compiled.of(data),
            () -> Instant.EPOCH,
            Duration.ZERO,
            cancellation);
    return verification.run(new Selection(Set.of(kinds), ""), name -> {});
  }

  private void assertPasses(String test) {
    assertThat(run("test \"it\" {\n" + test + "\n}", Kind.TEST).verdicts())
        .singleElement()
        .extracting(Verdict::outcome)
        .isEqualTo(new Outcome.Passed());
  }

  private List<Failure> failures(String test) {
    Report report = run("test \"it\" {\n" + test + "\n}", Kind.TEST);
    assertThat(report.verdicts().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) report.verdicts().getFirst().outcome()).failures();
  }

  @Test
  void aTimeIsOneOfTheProjectsZone() {
    assertPasses(
        """
        given visits (visit_id, at) = (1, @2024-02-29T23:30), (2, @2024-03-01T00:00)
        expect visits_made by month = (@2024-02, 1), (@2024-03, 1)
        expect visits_made by day = (@2024-02-29, 1), (@2024-03-01, 1)
        expect visits_made by visits.at = (@2024-02-29T23:30, 1), (@2024-03-01, 1)
        """);
  }

  @Test
  void nowIsTheOneThatIsAskedFor() {
    assertPasses(
        """
        given visits (visit_id, at) = (1, @2024-05-31), (2, @2024-05-24), (3, @2024-06-01)
        expect (visits_made where at in last 7 days) = 1
        """);
  }

  @Test
  void modelsOfOneTableShareItsRows() {
    assertPasses(
        """
        given users (user_id, name, admin) = (1, 'ann', true), (2, 'bob', false), (3, 'eve', null)
        expect people = 3
        expect bosses = 1
        """);
  }

  @Test
  void textsComeThroughAsTheyAre() {
    assertPasses(
        """
        given users (user_id, name) = (1, 'o''hara'), (2, "a \\"b\\" \\\\ ; -- c"), (3, '')
        expect people by users.name = ('', 1), ("a \\"b\\" \\\\ ; -- c", 1), ('o''hara', 1)
        """);
  }

  @Test
  void manyRowsAreGivenInPieces() {
    var rows = new StringBuilder("(0, 'x')");
    for (int i = 1; i < 1234; i++) {
      rows.append(", (").append(i).append(", 'x')");
    }
    assertPasses("given users (user_id, name) = " + rows + "\nexpect people = 1234");
  }

  @Test
  void aTestSeesNoRowOfAnotherOneNorOfTheData() throws IOException {
    Files.writeString(folder.resolve("users.csv"), "user_id,name,admin\n7,ann,true\n");
    Report report =
        run(
            """
            test "one" { given users (user_id, name) = (1, 'ann') expect people = 1 }
            test "two" { expect people = 0 }
            assert people = 1
            """,
            Kind.TEST,
            Kind.ASSERT);
    assertThat(report.verdicts()).hasSize(3).allMatch(Verdict::isPassed);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void onlyTheGroupsThatDifferAreShown() {
    List<Failure> failures =
        failures(
            """
            given users (user_id, name) = (1, 'a'), (2, 'b'), (3, 'b'), (4, null)
            expect people by users.name = ('b', 1), ('a', 1)
            """
                .replace("(4, null)", "(4, 'c')"));
    assertThat(failures)
        .singleElement()
        .satisfies(f -> {
          assertThat(f.message()).isEqualTo("2 groups are not as expected.");
          assertThat(f.sample().orElseThrow().rows())
              .extracting(List::toString)
              .containsExactly("[b, 1, 2, differs]", "[c, –, 1, not expected]");
        });
  }

  @Test
  void nobodyWaitsForWhatIsCancelled() throws IOException {
    Files.writeString(folder.resolve("users.csv"), "user_id,name,admin\n7,ann,true\n");
    cancellation.cancel();
    Report report = run("test \"it\" { expect people = 0 }\nassert people = 1", Kind.values());
    assertThat(report.isPassed()).isFalse();
    assertThat(report.of(Kind.TEST)).allMatch(Verdict::isUnanswered);
    assertThat(report.of(Kind.ASSERT)).allMatch(Verdict::isUnanswered);
  }

  @Test
  void aTableThatIsNotThereFailsOnlyWhatReadsIt() throws IOException {
    Files.writeString(folder.resolve("users.csv"), "user_id,name,admin\n7,ann,true\n");
    Report report = run("assert people > 0\nassert visits_made > 0", Kind.ASSERT, Kind.KEY);
    assertThat(report.verdicts())
        .filteredOn(Verdict::isUnanswered)
        .extracting(Verdict::name)
        .containsExactly(
            "visits_made > 0",
            "prices: primary key product_id, since",
            "prices: spans of one product_id apart",
            "visits: primary key visit_id");
    assertThat(report.of(Kind.ASSERT).getLast().outcome())
        .isInstanceOfSatisfying(
            Outcome.Unanswered.class,
            u -> assertThat(u.why()).extracting(Diagnostic::code).containsOnly(Code.MISSING_TABLE));
  }

  @Test
  void spansOfOneSeriesDoNotOverlap() throws IOException {
    Files.writeString(
        folder.resolve("prices.csv"),
        """
        product_id,since,until,price
        1,2024-01-01,2024-02-01,5
        1,2024-02-01,2024-03-01,6
        1,2024-02-15,,7
        2,2024-01-01,,5
        3,2024-01-01,2024-01-01,5
        3,2024-01-01,2024-05-01,6
        """);
    Report report = run("", Kind.KEY);
    Verdict spans =
        report.verdicts().stream()
            .filter(v -> v.name().startsWith("prices: spans"))
            .findFirst()
            .orElseThrow();
    assertThat(spans.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failures().getFirst().sample().orElseThrow().rows())
                    .extracting(row -> String.valueOf(row.get(1)))
                    .containsExactly("2024-02-15"));
  }

  @Test
  void whatIsNotSelectedIsNotChecked() {
    String declarations = "test \"it\" { expect people = 0 }\nassert people > 0";
    assertThat(run(declarations, Kind.TEST).verdicts())
        .extracting(Verdict::kind)
        .containsExactly(Kind.TEST);
    assertThat(EnumSet.allOf(Kind.class)).hasSize(4);
  }
}
