package dev.mensura.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void makeProject() throws IOException {
    root = folder.toRealPath().resolve("shop");
    file("models/users.yml", "model: users\ntable: users\nfields:\n  id: integer\n");
    file("metrics/deep/a.metric", "metric a = count users\n");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void theRootIsTheNearestFolderUpwardsWithModelsOrSettings() throws IOException {
    assertThat(Project.rootOf(root.resolve("metrics/deep/a.metric"))).contains(root);
    assertThat(Project.rootOf(root.resolve("models"))).contains(root);
    assertThat(Project.rootOf(root.resolve("not/there/yet"))).contains(root);
    assertThat(Project.rootOf(folder.toRealPath())).isEmpty();

    file("inner/mensura.yml", "");
    assertThat(Project.rootOf(root.resolve("inner"))).contains(root.resolve("inner"));
  }

  @Test
  void modelsAndMetricsAreFoundAtAnyDepth() throws IOException {
    file("models/more/orders.yaml", "model: orders\ntable: orders\nfields:\n  id: integer\n");
    Project project = Project.load(root);

    assertThat(project.diagnostics()).isEmpty();
    assertThat(project.workspace().catalog().names()).containsExactly("orders", "users");
    assertThat(project.workspace().metricFiles()).containsOnlyKeys("metrics/deep/a.metric");
  }

  @Test
  void buildOutputHiddenFoldersAndOtherProjectsAreLeftAlone() throws IOException {
    file("target/b.metric", "nonsense");
    file("node_modules/x/b.metric", "nonsense");
    file(".cache/b.metric", "nonsense");
    file("inner/models/x.yml", "nonsense");
    file("inner/b.metric", "nonsense");

    assertThat(Project.load(root).diagnostics()).isEmpty();
  }

  @Test
  void settingsSayWhereMetricsAre() throws IOException {
    file("mensura.yml", "metrics: [metrics, more]\n");
    file("elsewhere/b.metric", "nonsense");

    assertThat(Project.load(root).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("Folder `more` is not there.");
  }

  @Test
  void aFileThatIsNotUtf8IsToldAtTheFirstBadCharacter() throws IOException {
    Files.write(
        root.resolve("metrics/b.metric"),
        "metric b = 1\n-- \u00e9".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    Diagnostic diagnostic = Project.load(root).diagnostics().getFirst();

    assertThat(diagnostic.code()).isEqualTo(Code.MISSING_FILE);
    assertThat(diagnostic.place()).hasToString("metrics/b.metric:2:4");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    file("metrics/b.metric", "\uFEFFmetric b = count users\n");

    assertThat(Project.load(root).diagnostics()).isEmpty();
  }

  @Test
  void aProjectWithoutModelsOrMetricsIsEmpty() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Files.writeString(empty.resolve("mensura.yml"), "");

    assertThat(Project.load(empty).diagnostics()).isEmpty();
    assertThat(Project.load(empty).workspace().analysis().metrics()).isEmpty();
  }
}
