package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String MODEL =
      """
      model: users
      table: users
      primary_key: id
      fields:
        id: integer
        login_count: {type: integer, nullable: false}
        region: string
      """;

  @TempDir Path folder;

  @BeforeEach
  void makeProject() throws IOException {
    file("models/users.yml", MODEL);
    file("a.metric", "metric users_all = count users\nmetric heavy = users_all where id > 3\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Shell.Ended run(String... arguments) {
    return Shell.run(folder, "", arguments);
  }

  // Revisions.

  /** Runs git in the folder, with nothing of the machine's own settings. */
  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c"));
    command.add("user.email=t@example.com");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private void repository() throws IOException, InterruptedException {
    assumeTrue(hasGit(), "git isn't installed");
    git("init", "-q", "-b", "main");
    commit("one");
  }

  @Test
  void aRevisionIsComparedWithTheFilesAsTheyAre() throws IOException, InterruptedException {
    repository();
    file("a.metric", "metric users_all = count users\nmetric heavy = users_all where id > 5\n");

    assertThat(run("diff", "main"))
        .isEqualTo(
            new Shell.Ended(
                Exit.OK,
                """
                main → now

                narrower  breaking
                  heavy
                    counts `users` where `id > 5`, before `> 3`
                    - metric heavy = users_all where id > 3
                    + metric heavy = users_all where id > 5

                1 breaking change, 1 unchanged.
                """,
                ""));
    assertThat(run("diff", "main", "--fail-on-breaking").exit()).isEqualTo(Exit.ERRORS);
    assertThat(run("diff", "main", "HEAD", "--fail-on-breaking"))
        .isEqualTo(
            new Shell.Ended(
                Exit.OK, "main → HEAD\n\nNothing changed in 2 metrics and queries.\n", ""));
  }

  @Test
  void whatChangesWithAnotherThingIsToldThere() throws IOException, InterruptedException {
    repository();
    file("models/users.yml", MODEL + "where: region is not null\n");
    commit("two");

    Shell.Ended ended = run("diff", "HEAD~1", "HEAD", "--format", "markdown");

    assertThat(ended.out())
        .isEqualTo(
            """
            ## Metrics: `HEAD~1` → `HEAD`

            1 breaking change, 2 more change with it.

            ### Different (breaking)

            - **`users`** (model): has only rows where `region is not null`, before all of its table.
              Changes with it: `heavy`, `users_all`.
            """);
  }

  @Test
  void aProjectInAFolderOfTheRepositoryIsFound() throws IOException, InterruptedException {
    file("shop/models/users.yml", MODEL);
    file("shop/b.metric", "metric b = count users\n");
    repository();
    file("shop/b.metric", "metric b = count users\nmetric c = b\n");

    assertThat(run("diff", "HEAD", "--project", "shop").out())
        .contains("new\n  c\n")
        .contains("1 safe change, 1 unchanged.");
  }

  @Test
  void theWorkTreeAndTheIndexAreLeftAlone() throws IOException, InterruptedException {
    repository();
    file("a.metric", "metric other = count users\n");
    byte[] index = Files.readAllBytes(folder.resolve(".git/index"));

    run("diff", "main");

    assertThat(folder.resolve("a.metric")).hasContent("metric other = count users");
    assertThat(Files.readAllBytes(folder.resolve(".git/index"))).isEqualTo(index);
  }

  @Test
  void aRevisionThatIsNoneIsRefused() throws IOException, InterruptedException {
    repository();

    assertThat(run("diff", "nothing").err())
        .isEqualTo(
            """
            mensura: git knows no revision `nothing`.
            `git log --oneline` and `git branch --all` list some.
            """);
    assertThat(run("diff", "git:--output=x").err())
        .startsWith("mensura: `--output=x` is no revision but looks like an option.");
    assertThat(run("diff", "nothing").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("diff", "").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("diff", "a\nb").exit()).isEqualTo(Exit.USAGE);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aRevisionWithoutTheProjectIsRefused() throws IOException, InterruptedException {
    repository();
    file("later/models/users.yml", MODEL);

    assertThat(run("diff", "main", "--project", "later").err())
        .startsWith("mensura: there is no `later/` at `main`.");
  }

  @Test
  void aNameOfTwoThingsIsRefused() throws IOException, InterruptedException {
    file("main/models/users.yml", MODEL);
    file("main/a.metric", "metric users_all = count users\n");
    repository();

    assertThat(run("diff", "main").err())
        .isEqualTo(
            """
            mensura: `main` is a file or folder and a revision.
            `./main` means what is there, `git:main` the revision.
            """);
    assertThat(run("diff", "git:main").out()).contains("Nothing changed");
    assertThat(run("diff", "./main").out()).contains("new\n  heavy\n");
  }

  @Test
  void withoutARepositoryThereAreNoRevisions() {
    assumeTrue(hasGit(), "git isn't installed");

    assertThat(run("diff", "main").err())
        .contains("is in no git repository.\nTwo folders can be compared without one.\n");
  }

  // Folders.

  @Test
  void twoFoldersAreCompared() throws IOException {
    file("other/models/users.yml", MODEL.replace("table: users", "table: people"));
    file("other/a.metric", "metric users_all = count users\n");

    assertThat(run("diff", ".", "other").out())
        .isEqualTo(
            """
            . → other

            removed  breaking
              heavy
                - metric heavy = users_all where id > 3

            different  breaking
              users  model
                reads table `people`, before table `users`
                changes with it: users_all

            2 breaking changes, 1 more changes with them.
            """);
  }

  @Test
  void whatHasErrorsIsUnknown() throws IOException {
    file("other/models/users.yml", MODEL);
    file("other/a.metric", "metric users_all = count user\nmetric heavy = users_all * 2\n");

    Shell.Ended ended = run("diff", ".", "other");

    assertThat(ended.err())
        .isEqualTo("mensura: `other` has an error; what it reaches is unknown.\n");
    assertThat(ended.out()).contains("has errors now: No model is called `user`");
  }

  @Test
  void programsGetEverything() throws IOException {
    file("other/models/users.yml", MODEL);
    file("other/a.metric", "metric users_all = count users where id > 1\nmetric h = 1\n");

    JsonNode json =
        new ObjectMapper().readTree(run("diff", ".", "other", "--format", "json").out());

    assertThat(json.get("breaking").asBoolean()).isTrue();
    assertThat(json.get("counts").get("narrower").asInt()).isEqualTo(1);
    assertThat(json.get("differences").findValuesAsText("name"))
        .containsExactly("heavy", "users_all", "h");
    assertThat(json.get("differences").get(1).get("reason").asText())
        .isEqualTo("counts only `users` where `id > 1`, before all of them");
  }

  // Metrics that were defined at run time.

  private void keep(int version, int threshold) throws IOException {
    String definition = "metric power_users = count users where login_count > " + threshold;
    file(
        "registry/metrics.json",
        """
        {"metrics": [{"name": "power_users", "definition": "%s", "version": %d}]}
        """
            .formatted(definition, version));
    Path history = folder.resolve("registry/metrics.history.ndjson");
    String line =
        """
        {"metric":"power_users","version":%d,"after":%d,"action":"%s","at":"2026-11-22T10:00:00Z",\
        "by":"ann","definition":"%s"}
        """
            .formatted(version, version - 1, version == 1 ? "define" : "change", definition);
    Files.writeString(history, (Files.exists(history) ? Files.readString(history) : "") + line);
  }

  @Test
  void versionsOfAMetricAreCompared() throws IOException {
    keep(1, 100);
    keep(2, 150);
    keep(3, 50);

    assertThat(run("diff", "power_users@1", "power_users@2").out())
        .contains("narrower  breaking\n  power_users\n")
        .contains("counts `users` where `login_count > 150`, before `> 100`");
    assertThat(run("diff", "power_users@2").out())
        .contains("power_users@2 → now")
        .contains("wider  breaking\n  power_users\n");
    assertThat(run("diff", "power_users@3").out()).contains("Nothing changed in 3 metrics");
    assertThat(run("diff", "power_users@7").err())
        .isEqualTo("mensura: metric `power_users` has no version 7.\nThere are 1, 2, 3.\n");
    assertThat(run("diff", "nobody@1").err())
        .contains("has no version 1.\nIt was never defined at run time.\n");
    assertThat(run("diff", "power_users@1", "heavy@1").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("diff", "power_users@1", ".").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aMetricThatWasMovedToAFileHasItsVersions() throws IOException {
    keep(1, 100);
    file("registry/metrics.json", "{\"metrics\": []}");
    Files.writeString(
        folder.resolve("registry/metrics.history.ndjson"),
        """
        {"metric":"power_users","version":1,"after":0,"action":"define","at":"2026-11-22T10:00:00Z",\
        "by":"ann","definition":"metric power_users = count users where login_count > 100"}
        {"metric":"power_users","version":2,"after":1,"action":"promote",\
        "at":"2026-11-22T10:00:00Z","by":"ann"}
        """);
    file("p.metric", "metric power_users = count users where login_count > 200\n");

    assertThat(run("diff", "power_users@1").out()).contains("narrower  breaking\n  power_users\n");
    assertThat(run("diff", "power_users@2").err()).contains("took metric `power_users` away");
  }

  @Test
  void filesOfMetricsAreCompared() throws IOException {
    keep(1, 100);
    file(
        "new.json",
        "{\"metrics\": [{\"name\": \"power_users\", \"definition\":"
            + " \"metric power_users = count users where login_count > 200\"}]}");

    assertThat(run("diff", "registry/metrics.json", "new.json").out())
        .contains("registry/metrics.json → new.json")
        .contains("narrower  breaking\n  power_users\n")
        .contains("1 breaking change, 2 unchanged.");
    assertThat(run("diff", "new.json").out()).contains("wider  breaking\n  power_users\n");
  }

  @Test
  void compiledProjectsAreCompared() throws IOException {
    run("compile", "-o", "old.json");
    file("a.metric", "metric users_all = count users\nmetric heavy = users_all where id > 9\n");
    run("compile", "-o", "new.json");

    assertThat(run("diff", "old.json", "new.json").out())
        .contains("narrower  breaking\n  heavy\n")
        .contains("1 breaking change, 1 unchanged.");
    assertThat(run("diff", "old.json", ".").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("diff", "gone.json").err())
        .isEqualTo("mensura: there is no file or folder `gone.json`.\n");
  }
}
