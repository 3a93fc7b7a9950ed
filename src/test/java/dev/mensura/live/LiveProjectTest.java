package dev.mensura.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProjectTest {
  private static final String MODELS =
      """
      model: users
      table: users
      entity: user
      primary_key: user_id
      fields:
        user_id: integer
        plan: {type: string, values: [free, pro]}
        login_count: integer
      """;

  private static final String METRICS =
      """
      metric total_users = count users
      """;

  private static final String DATA =
      """
      user_id,plan,login_count
      1,free,5
      2,pro,150
      3,pro,300
      4,free,
      """;

  private static final Terms TERMS = Terms.of("ann");

  @TempDir Path root;

  @BeforeEach
  void project() throws IOException {
    write("models/users.yml", MODELS);
    write("metrics/users.metric", METRICS);
    write("data/users.csv", DATA);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private LiveProject open() {
    var environment = new Environment(Map.of("USER", "ann"), InstantSource.fixed(Instant.EPOCH));
    return LiveProject.open(root, root.resolve("registry/metrics.json"), environment);
  }

  private static Compiled<Defined> define(LiveProject live, String text) {
    return define(live, text, TERMS);
  }

  private static Compiled<Defined> define(LiveProject live, String text, Terms terms) {
    return live.define(new SourceFile("<definition>", text), terms);
  }

  private static String value(LiveProject live, String query) {
    var question =
        new Question(
            new SourceFile("<query>", query),
            Optional.empty(),
            OptionalLong.empty(),
            Caps.NONE,
            "ann");
    Compiled<Answered> answered = live.ask(question);
    assertThat(answered.diagnostics()).isEmpty();
    return answered.value().orElseThrow().rows().toString();
  }

  private static Code refusal(Compiled<?> made) {
    assertThat(made.value()).isEmpty();
    return made.diagnostics().stream().filter(Diagnostic::isError).findFirst().orElseThrow().code();
  }

  @Test
  void aDefinedMetricAnswersAtOnceAndIsThereForWhoeverOpensTheProjectNext() {
    try (LiveProject live = open()) {
      Defined defined =
          define(live, "metric power_users = count users where login_count > 100")
              .value()
              .orElseThrow();
      assertThat(defined.what()).isEqualTo(Defined.What.CREATED);
      assertThat(defined.kept().orElseThrow().version()).isEqualTo(1);
      assertThat(value(live, "power_users, total_users")).isEqualTo("[[2, 4]]");
    }
    try (LiveProject next = open()) {
      assertThat(value(next, "power_users")).isEqualTo("[[2]]");
    }
  }

  @Test
  void twoThatHaveTheProjectOpenSeeEachOthersMetrics() {
    try (LiveProject one = open();
        LiveProject other = open()) {
      define(one, "metric pros = count users where plan = 'pro'");
      assertThat(define(other, "metric pro_share = pros / total_users").value()).isPresent();
      assertThat(value(one, "pro_share")).isEqualTo("[[0.5]]");
    }
  }

  @Test
  void aFileThatChangesIsReadAnew() throws IOException {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      write("metrics/more.metric", "metric share = pros / total_users\n");
      assertThat(value(live, "share")).isEqualTo("[[0.5]]");
      Files.delete(root.resolve("metrics/more.metric"));
      assertThat(live.workspace().analysis().metric("share")).isEmpty();
    }
  }

  @Test
  void whatIsWrongIsToldAtItsPlaceAndNotKept() {
    try (LiveProject live = open()) {
      Compiled<Defined> made = define(live, "\n metric m = count users where plan = 'prp'\n");
      assertThat(refusal(made)).isEqualTo(Code.UNKNOWN_VALUE);
      Diagnostic error = made.diagnostics().getFirst();
      assertThat(error.place().text()).isEqualTo("'prp'");
      assertThat(error.place()).hasToString("<definition>:2:38");
      assertThat(error.fixes().getFirst().edits().getFirst().place().file().path())
          .isEqualTo("<definition>");
      assertThat(live.project().kept().metrics()).isEmpty();
      assertThat(root.resolve("registry/metrics.json")).doesNotExist();
    }
  }

  @Test
  void aDefinitionIsOneMetric() {
    try (LiveProject live = open()) {
      assertThat(refusal(define(live, "  "))).isEqualTo(Code.NOT_ONE_METRIC);
      assertThat(refusal(define(live, "query q = total_users"))).isEqualTo(Code.NOT_ONE_METRIC);
      assertThat(refusal(define(live, "metric a = count users metric b = count users")))
          .isEqualTo(Code.NOT_ONE_METRIC);
    }
  }

  @Test
  void aNameIsTakenInTheRegistryAndInFiles() {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      assertThat(refusal(define(live, "metric pros = count users"))).isEqualTo(Code.DUPLICATE_NAME);
      assertThat(refusal(define(live, "metric total_users = count users")))
          .isEqualTo(Code.FILE_METRIC);
    }
  }

  @Test
  void whatIsOnlyTriedIsNotKept() {
    try (LiveProject live = open()) {
      Defined tried =
          define(live, "metric pros = count users where plan = 'pro'", TERMS.with(Terms.Mode.TRY))
              .value()
              .orElseThrow();
      assertThat(tried.kept()).isEmpty();
      assertThat(tried.entry().path("type").asText()).isEqualTo("count");
      assertThat(live.project().kept().metrics()).isEmpty();
    }
  }

  @Test
  void equalMetricsAreNamed() {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      assertThat(define(live, "metric payers = count users where 'pro' = plan").value())
          .hasValueSatisfying(defined -> assertThat(defined.equal()).containsExactly("pros"));
    }
  }

  @Test
  void aChangeIsANewVersionAndTheSameAgainIsNone() {
    try (LiveProject live = open()) {
      Terms replace = TERMS.with(Terms.Existing.REPLACE);
      define(live, "metric m = count users where login_count > 100");
      Defined changed =
          define(live, "metric m = count users where login_count > 10", replace)
              .value()
              .orElseThrow();
      assertThat(changed.what()).isEqualTo(Defined.What.CHANGED);
      assertThat(changed.kept().orElseThrow().version()).isEqualTo(2);
      Defined same =
          define(live, "metric m = count users where login_count > 10", replace)
              .value()
              .orElseThrow();
      assertThat(same.what()).isEqualTo(Defined.What.UNCHANGED);
      assertThat(same.kept().orElseThrow().version()).isEqualTo(2);
      assertThat(refusal(define(live, "metric m = count users", replace.onlyIf(OptionalInt.of(1)))))
          .isEqualTo(Code.CHANGED_MEANWHILE);
      assertThat(refusal(define(live, "metric n = count users", replace.onlyIf(OptionalInt.of(1)))))
          .isEqualTo(Code.CHANGED_MEANWHILE);
      assertThat(refusal(live.delete("m", TERMS.onlyIf(OptionalInt.of(1)))))
          .isEqualTo(Code.CHANGED_MEANWHILE);
      assertThat(live.delete("m", TERMS.onlyIf(OptionalInt.of(2))).value()).isPresent();
    }
  }

  @Test
  void whatOthersUseChangesItsMeaningOnlyIfThatIsForced() {
    try (LiveProject live = open()) {
      Terms replace = TERMS.with(Terms.Existing.REPLACE);
      define(live, "metric pros = count users where plan = 'pro'");
      define(live, "metric pro_share = pros / total_users");
      String documented = "metric pros = count users where plan = 'pro' { label: \"Pros\" }";
      assertThat(define(live, documented, replace).value()).isPresent();
      String other = "metric pros = count users where plan = 'free'";
      assertThat(refusal(define(live, other, replace))).isEqualTo(Code.METRIC_IN_USE);
      assertThat(value(live, "pro_share")).isEqualTo("[[0.5]]");
      assertThat(define(live, other, replace.with(Terms.Dependents.FORCE)).value()).isPresent();
    }
  }

  @Test
  void whatOthersUseIsDeletedWithThemOrByForce() {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      define(live, "metric pro_share = pros / total_users");
      assertThat(refusal(live.delete("pros", TERMS))).isEqualTo(Code.METRIC_IN_USE);
      Removed removed =
          live.delete("pros", TERMS.with(Terms.Dependents.CASCADE)).value().orElseThrow();
      assertThat(removed.metrics()).extracting(k -> k.name()).containsExactly("pro_share", "pros");
      assertThat(live.project().kept().metrics()).isEmpty();
      assertThat(refusal(live.delete("pros", TERMS))).isEqualTo(Code.UNKNOWN_METRIC);
      assertThat(refusal(live.delete("total_users", TERMS))).isEqualTo(Code.FILE_METRIC);
    }
  }

  @Test
  void aMetricThatAFileUsesIsNotDeletedAlongWithIt() throws IOException {
    write("metrics/more.metric", "metric share = pros / total_users\n");
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      Terms cascade = TERMS.with(Terms.Dependents.CASCADE);
      assertThat(refusal(live.delete("pros", cascade))).isEqualTo(Code.METRIC_IN_USE);
      Terms force = TERMS.with(Terms.Dependents.FORCE);
      assertThat(live.delete("pros", force).value().orElseThrow().broken().metrics())
          .containsExactly("share");
    }
  }

  @Test
  void earlierVersionsAndDeletedMetricsComeBack() {
    try (LiveProject live = open()) {
      Terms replace = TERMS.with(Terms.Existing.REPLACE);
      define(live, "metric m = count users where login_count > 100");
      define(live, "metric m = count users", replace);
      assertThat(live.restore("m", OptionalInt.of(1), TERMS).value()).isPresent();
      assertThat(value(live, "m")).isEqualTo("[[2]]");
      live.delete("m", TERMS);
      assertThat(live.restore("m", OptionalInt.empty(), TERMS).value()).isPresent();
      assertThat(value(live, "m")).isEqualTo("[[2]]");
      assertThat(live.history().value().orElseThrow().of("m"))
          .extracting(HistoryLine::version)
          .containsExactly(1, 2, 3, 4, 5);
      assertThat(refusal(live.restore("m", OptionalInt.of(9), TERMS)))
          .isEqualTo(Code.UNKNOWN_VERSION);
      assertThat(refusal(live.restore("n", OptionalInt.empty(), TERMS)))
          .isEqualTo(Code.UNKNOWN_METRIC);
    }
  }

  @Test
  void aPromotedMetricStandsFormattedInTheFileOfItsModel() throws IOException {
    try (LiveProject live = open()) {
      define(live, "metric   pros = count users where plan='pro'");
      Promoted promoted = live.promote("pros", Optional.empty(), TERMS).value().orElseThrow();
      assertThat(promoted.file()).isEqualTo("metrics/users.metric");
      assertThat(root.resolve("metrics/users.metric"))
          .hasContent(
              """
              metric total_users = count users

              metric pros = count users where plan = 'pro'
              """);
      assertThat(live.project().kept().metrics()).isEmpty();
      assertThat(value(live, "pros")).isEqualTo("[[2]]");
      assertThat(live.project().diagnostics()).isEmpty();
    }
  }

  @Test
  void aMetricIsPromotedOnlyToWhereTheProjectReadsIt() {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      for (String file : List.of("../away.metric", "metrics/pros.txt", "/tmp/away.metric")) {
        assertThat(live.promote("pros", Optional.of(file), TERMS).value()).as(file).isEmpty();
      }
      assertThat(live.project().kept().metrics()).containsOnlyKeys("pros");
    }
  }

  @Test
  void aMetricIsNotPromotedToAFolderThatTheProjectLeavesAlone() throws IOException {
    Files.createDirectories(root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("metrics/link"), root.resolve("elsewhere"));
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      for (String file :
          List.of("metrics/target/a.metric", "metrics/.old/a.metric", "metrics/link/a.metric")) {
        assertThat(refusal(live.promote("pros", Optional.of(file), TERMS)))
            .as(file)
            .isEqualTo(Code.MISSING_FILE);
      }
      assertThat(live.promote("pros", Optional.of("./metrics/../metrics/a.metric"), TERMS).value())
          .hasValueSatisfying(p -> assertThat(p.file()).isEqualTo("metrics/a.metric"));
    }
  }

  @Test
  void aMetricThatStandsInAFileAlreadyIsNotPromotedBesideItself() throws IOException {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      write("metrics/more.metric", "metric pros = count users\n");
      assertThat(live.promote("pros", Optional.of("metrics/users.metric"), TERMS).value())
          .isEmpty();
      assertThat(root.resolve("metrics/users.metric")).hasContent(METRICS);
      assertThat(live.project().kept().metrics()).containsOnlyKeys("pros");
    }
  }

  @Test
  void aFileThatCanNoLongerBeReadIsNotAnsweredFrom() throws IOException {
    try (LiveProject live = open()) {
      assertThat(value(live, "total_users")).isEqualTo("[[4]]");
      Files.write(root.resolve("metrics/users.metric"), new byte[] {'m', (byte) 0xe9, '\n'});
      for (int look = 0; look < 2; look++) {
        assertThat(live.workspace().analysis().metric("total_users")).isEmpty();
        assertThat(live.project().diagnostics())
            .extracting(Diagnostic::code)
            .contains(Code.MISSING_FILE);
      }
      write("metrics/users.metric", METRICS);
      assertThat(value(live, "total_users")).isEqualTo("[[4]]");
    }
  }

  @Test
  void aDataFileWithOtherColumnsIsReadAnew() throws IOException {
    try (LiveProject live = open()) {
      define(live, "metric logins = sum users.login_count");
      assertThat(value(live, "logins")).isEqualTo("[[455]]");
      write("data/users.csv", "login_count,plan,user_id\n7,free,1\n8,pro,2\n");
      assertThat(value(live, "logins")).isEqualTo("[[15]]");
    }
  }

  @Test
  void anImportReplacesWhatOthersUseOnlyIfThatIsForced() throws IOException {
    write(
        "other.json",
        """
        {"metrics": [{"name": "pros", "definition": "metric pros = count users"}]}
        """);
    Path other = root.resolve("other.json");
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      define(live, "metric pro_share = pros / total_users");
      assertThat(refusal(live.importAll(other, OnConflict.OVERWRITE, TERMS)))
          .isEqualTo(Code.METRIC_IN_USE);
      Terms force = TERMS.with(Terms.Dependents.FORCE);
      assertThat(live.importAll(other, OnConflict.OVERWRITE, force).value()).isPresent();
      assertThat(value(live, "pro_share")).isEqualTo("[[1.0]]");
    }
  }

  @Test
  void anImportOfWhatIsMadeOfABrokenMetricIsRefused() throws IOException {
    write("metrics/broken.metric", "metric broken = count nothing\n");
    write(
        "other.json",
        """
        {"metrics": [{"name": "r", "definition": "metric r = total_users / broken"}]}
        """);
    try (LiveProject live = open()) {
      assertThat(live.importAll(root.resolve("other.json"), OnConflict.FAIL, TERMS).value())
          .isEmpty();
      assertThat(define(live, "metric r = total_users / broken").value()).isEmpty();
    }
  }

  @Test
  void aNewMetricThatWouldBreakAQueryIsRefusedUnlessForced() throws IOException {
    write("metrics/by_plan.metric", "query by_plan = total_users by plan\n");
    try (LiveProject live = open()) {
      assertThat(value(live, "by_plan")).isEqualTo("[[free, 2], [pro, 2]]");
      Compiled<Defined> made = define(live, "metric plan = count users where plan = 'pro'");
      assertThat(made.value().isPresent()).isEqualTo(live.project().diagnostics().isEmpty());
      assertThat(value(live, "by_plan")).isEqualTo("[[free, 2], [pro, 2]]");
    }
  }

  @Test
  void anotherRegistryComesInWholeOrNotAtAll() throws IOException {
    write(
        "other.json",
        """
        {"metrics": [
          {"name": "power_users", "type": "count_distinct", "model": "users", "dimension": "user_id",
           "filters": {"login_count__gt": 100}, "created_by": "bob", "tags": ["engagement"]},
          {"name": "pros", "type": "count", "model": "users", "filters": {"plan": "pro"}}
        ]}
        """);
    Path other = root.resolve("other.json");
    try (LiveProject live = open()) {
      define(live, "metric pros = count users");
      assertThat(refusal(live.importAll(other, OnConflict.FAIL, TERMS)))
          .isEqualTo(Code.DUPLICATE_NAME);
      assertThat(live.project().kept().metrics()).containsOnlyKeys("pros");
      Imported imported = live.importAll(other, OnConflict.SKIP, TERMS).value().orElseThrow();
      assertThat(imported.items())
          .containsExactly(
              new Imported.Item("power_users", Imported.Outcome.ADDED),
              new Imported.Item("pros", Imported.Outcome.SKIPPED));
      assertThat(live.project().kept().metric("power_users").orElseThrow().createdBy())
          .hasValue("bob");
      assertThat(value(live, "power_users, pros")).isEqualTo("[[2, 4]]");
      live.importAll(other, OnConflict.OVERWRITE, TERMS);
      assertThat(value(live, "power_users, pros")).isEqualTo("[[2, 2]]");
    }
  }

  @Test
  void theOriginalSystemsFileIsReadAsItIs() throws IOException {
    write(
        "registry/metrics.json",
        """
        {"metrics": [
          {"name": "pros", "type": "count", "model": "users", "filters": {"plan": "pro"}}],
         "last_updated": "2024-01-01T00:00:00"}
        """);
    try (LiveProject live = open()) {
      assertThat(live.project().diagnostics()).isEmpty();
      assertThat(value(live, "pros")).isEqualTo("[[2]]");
    }
  }

  @Test
  void aBrokenRegistryIsToldAndNeverOverwritten() throws IOException {
    write("registry/metrics.json", "{\"metrics\": [");
    try (LiveProject live = open()) {
      assertThat(live.project().diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(Code.BAD_REGISTRY);
      assertThat(value(live, "total_users")).isEqualTo("[[4]]");
      assertThat(refusal(define(live, "metric m = count users"))).isEqualTo(Code.BAD_REGISTRY);
      assertThat(root.resolve("registry/metrics.json")).hasContent("{\"metrics\": [");
    }
  }

  @Test
  void aRegistryThatBreaksLeavesWhatWasReadUntilItIsMended() throws IOException {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      Path registry = root.resolve("registry/metrics.json");
      String sound = Files.readString(registry);
      Files.writeString(registry, "nonsense");
      assertThat(value(live, "pros")).isEqualTo("[[2]]");
      assertThat(live.project().diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(Code.BAD_REGISTRY);
      write("metrics/more.metric", "metric share = pros / total_users\n");
      assertThat(value(live, "share")).isEqualTo("[[0.5]]");
      Files.writeString(registry, sound);
      assertThat(live.project().diagnostics()).isEmpty();
    }
  }

  @Test
  void anEntryThatMakesNoMetricIsToldAndTheOthersAnswer() throws IOException {
    write(
        "registry/metrics.json",
        """
        {"metrics": [
          {"name": "big", "type": "count", "model": "users", "filters": {"login_count__gtx": 1}},
          {"name": "other", "definition": "metric another = count users"},
          {"name": "pros", "type": "count", "model": "users", "filters": {"plan": "pro"}}]}
        """);
    try (LiveProject live = open()) {
      assertThat(live.project().diagnostics())
          .extracting(Diagnostic::code)
          .containsExactlyInAnyOrder(Code.UNKNOWN_OPERATOR, Code.BAD_REGISTRY);
      assertThat(value(live, "pros")).isEqualTo("[[2]]");
      write("metrics/more.metric", "metric share = pros / total_users\n");
      assertThat(value(live, "share")).isEqualTo("[[0.5]]");
      assertThat(live.project().diagnostics()).hasSize(2);
    }
  }

  @Test
  void aStructuredEntryFollowsTheTypesOfItsModel() throws IOException {
    write(
        "registry/metrics.json",
        """
        {"metrics": [
          {"name": "pros", "type": "count", "model": "users", "filters": {"plan": "pro"}}]}
        """);
    try (LiveProject live = open()) {
      write("models/users.yml", MODELS.replace("values: [free, pro]", "values: [free, gold]"));
      assertThat(live.project().diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(Code.UNKNOWN_VALUE);
      write("models/users.yml", MODELS);
      assertThat(value(live, "pros")).isEqualTo("[[2]]");
    }
  }

  @Test
  void aQueryNotesWhatItUsedAndWhatThatIsMadeOf() {
    try (LiveProject live = open()) {
      define(live, "metric pros = count users where plan = 'pro'");
      define(live, "metric pro_share = pros / total_users");
      value(live, "pro_share");
      value(live, "pro_share, pros");
      var usage = live.usage().value().orElseThrow();
      assertThat(usage).containsOnlyKeys("pro_share", "pros", "total_users");
      assertThat(usage.get("pro_share").uses()).isEqualTo(2);
      assertThat(usage.get("pros").uses()).isEqualTo(1);
      assertThat(usage.get("pros").within()).isEqualTo(1);
      assertThat(usage.get("total_users").uses()).isZero();
      assertThat(usage.get("total_users").within()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerIsCutWhereItsCapsEnd() {
    try (LiveProject live = open()) {
      var question =
          new Question(
              new SourceFile("<query>", "total_users by users.user_id"),
              Optional.empty(),
              OptionalLong.empty(),
              new Caps(3, 1_000_000, Duration.ZERO),
              "ann");
      Answered answered = live.ask(question).value().orElseThrow();
      assertThat(answered.rows()).hasSize(3);
      assertThat(answered.isTruncated()).isTrue();
    }
  }
}
