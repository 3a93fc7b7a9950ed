package dev.mensura.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Edge;
import dev.mensura.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final SourceFile MODELS =
      new SourceFile(
          "models/users.yml",
          """
          model: users
          table: users
          primary_key: user_id
          fields:
            user_id: integer
            plan: string
          """);

  private static SourceFile metrics(String name, String text) {
    return new SourceFile("metrics/" + name + ".metric", text);
  }

  private static List<Code> codes(Workspace workspace) {
    return workspace.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private final Workspace sound =
      Workspace.of(
          List.of(
              MODELS,
              metrics("a", "metric all_users = count users\n"),
              metrics("b", "metric paid = all_users where plan = 'pro'\n")));

  @Test
  void aSoundProjectHasItsMetricsAndNoFindings() {
    assertThat(sound.diagnostics()).isEmpty();
    assertThat(sound.analysis().metrics()).containsOnlyKeys("all_users", "paid");
  }

  @Test
  void anotherTextOfAFileChangesTheNewWorkspaceAlone() {
    Workspace broken = sound.with(metrics("a", "metric all_users = count usres\n"));

    assertThat(codes(broken)).contains(Code.UNKNOWN_MODEL);
    assertThat(sound.diagnostics()).isEmpty();
    assertThat(broken.with(metrics("a", "metric all_users = count users\n")).diagnostics())
        .isEmpty();
  }

  @Test
  void nothingIsSaidOfMissingModelsWhileAModelFileIsNoYaml() {
    Workspace broken =
        sound.with(new SourceFile("models/users.yml", "model: users\nfields:\n\tid: integer\n"));

    assertThat(codes(broken)).containsExactly(Code.BAD_YAML);
  }

  @Test
  void aJoinThatBothModelsDeclareIsOneWay() {
    Workspace shop =
        Workspace.of(
            List.of(
                new SourceFile(
                    "models/shop.yml",
                    """
                    model: customers
                    primary_key: customer_id
                    fields: {customer_id: integer}
                    joins:
                      orders: {model: orders, on: customer_id = customer_id}
                    ---
                    model: orders
                    primary_key: order_id
                    fields: {order_id: integer, customer_id: integer}
                    joins:
                      customer: {model: customers, on: customer_id}
                    """)));

    assertThat(shop.diagnostics()).isEmpty();
    assertThat(shop.catalog().edges("customers")).extracting(Edge::name).containsExactly("orders");
    assertThat(shop.catalog().edges("orders")).extracting(Edge::name).containsExactly("customer");
  }

  @Test
  void filesThatDidNotChangeAreNotParsedAgain() {
    Workspace next = sound.with(metrics("a", "/// Everybody.\nmetric all_users = count users\n"));

    assertThat(next.metricFiles().get("metrics/b.metric"))
        .isSameAs(sound.metricFiles().get("metrics/b.metric"));
    assertThat(next.catalog()).isSameAs(sound.catalog());
    assertThat(next.analysis().metric("paid").orElseThrow())
        .isSameAs(sound.analysis().metric("paid").orElseThrow());
  }

  @Test
  void aFileThatIsGoneTakesItsMetricsAlong() {
    assertThat(codes(sound.without("metrics/a.metric"))).containsExactly(Code.UNKNOWN_METRIC);
    assertThat(sound.without("metrics/b.metric").analysis().metrics())
        .containsOnlyKeys("all_users");
    assertThat(codes(sound.without("models/users.yml"))).contains(Code.UNKNOWN_MODEL);
  }

  @Test
  void anotherModelIsSeenByTheMetrics() {
    var renamed = new SourceFile(MODELS.path(), MODELS.text().replace("plan", "tier"));

    assertThat(codes(sound.with(renamed))).containsExactly(Code.UNKNOWN_FIELD);
    assertThat(sound.with(renamed).with(MODELS).diagnostics()).isEmpty();
  }

  @Test
  void settingsComeFromTheirFileAndGoWithIt() {
    Workspace postgres =
        sound.with(new SourceFile("mensura.yml", "dialect: postgres\ntime_zone: Europe/Berlin\n"));

    assertThat(postgres.settings().dialect()).contains("postgres");
    assertThat(postgres.without("mensura.yml").settings().dialect()).isEmpty();
    assertThat(codes(sound.with(new SourceFile("mensura.yml", "dilect: x\n"))))
        .containsExactly(Code.UNKNOWN_KEY);
  }

  @Test
  void findingsOfAllStagesComeInTheOrderOfFiles() {
    Workspace broken =
        sound
            .with(metrics("a", "metric all_users = count usres\nmetric = 1\n"))
            .with(new SourceFile("models/z.yml", "model: z\ntabel: z\n"));

    assertThat(broken.diagnostics()).isSortedAccordingTo(Diagnostic.ORDER);
    assertThat(codes(broken)).contains(Code.UNKNOWN_MODEL, Code.SYNTAX, Code.UNKNOWN_KEY);
  }

  @Test
  void theSameFilesInAnotherOrderGiveTheSameFindings() {
    SourceFile a = metrics("a", "metric x = count users\n");
    SourceFile b = metrics("b", "metric x = count users.plan\n");

    assertThat(Workspace.of(List.of(b, a, MODELS)).diagnostics())
        .isEqualTo(Workspace.of(List.of(MODELS, a)).with(b).diagnostics());
  }
}
