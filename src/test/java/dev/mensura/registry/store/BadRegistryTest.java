package dev.mensura.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that can't be understood: where they break, and that nobody writes to them. */
class BadRegistryTest {
  @TempDir Path folder;
  private Path file;
  private FileStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("metrics.json");
    store = FileStore.open(file, "registry/metrics.json");
  }

  /** In the texts {@code ;} is a line break and {@code '} a double quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | 1:1 | The file is empty; an object with the list `metrics` was expected.",
        "[] | 1:1 | A registry has to be an object with the list `metrics`; found a list.",
        "{} | 1:2 | The file has no `metrics`; a list of that name was expected.",
        "{'models': []} | 1:14 | The file has no `metrics`; a list of that name was expected.",
        "{'metrics': {}} | 1:13 | `metrics` has to be a list; found an object.",
        "{'metrics': [;  'a']} | 2:3 | An entry of `metrics` has to be an object; found a text.",
        "{'metrics': [{}]} | 1:14 | This entry has no `name`; each entry names its metric.",
        "{'metrics': [{'name': ' '}]} | 1:14 | This entry has no `name`; each entry names its"
            + " metric.",
        "{'metrics': [{'name': 3}]} | 1:23 | `name` has to be a text; found a number.",
        "{'metrics': [{'name': 'a'},;{'name': 'a'}]} | 2:1 | Metric `a` stands twice; a name has"
            + " one entry.",
        "{'metrics': [{'name': 'a', 'name': 'b'}]} | 1:29 | The key `name` stands twice in one"
            + " object.",
        "{'metrics': [{'name': 'a', 'definition': []}]} | 1:42 | `definition` has to be a text;"
            + " found a list.",
        "{'metrics': [{'name': 'a', 'version': 0}]} | 1:39 | `version` is `0`; it has to be a whole"
            + " number from 1.",
        "{'metrics': [{'name': 'a', 'version': 1.5}]} | 1:39 | `version` has to be a whole number"
            + " from 1; found a number.",
        "{'metrics': [{'name': 'a', 'version': 12345678901}]} | 1:39 | `version` is `12345678901`;"
            + " it has to be a whole number from 1.",
        "{'metrics': [{'name': 'a', 'created_at': true}]} | 1:42 | `created_at` has to be a text;"
            + " found a truth value.",
        "{'metrics': [{'name': 'a'};{'name': 'b'}]} | 2:1 | Expected `,` or `]`; found `{`.",
        "{'metrics': [{'name': 'a';'type': 'count'}]} | 2:1 | Expected `,` or `}`; found `'`.",
        "{'metrics': [{'name': 'é' 'x'}]} | 1:27 | Expected `,` or `}`; found `'`.",
        "{'metrics' []} | 1:12 | Expected `:` after the key; found `[`.",
        "{metrics: []} | 1:2 | Expected a key in double quotes; found `m`.",
        "{'metrics': [,]} | 1:14 | Expected a JSON value; found `,`.",
        "{'metrics': [{'name': 'a',}]} | 1:27 | Expected a key in double quotes; found `}`.",
        "{'metrics': [{'name': None}]} | 1:23 | `None` is no JSON value; texts stand in double"
            + " quotes.",
        "{'metrics': [{'name': 'a;'}]} | 1:25 | Expected the closing `'` of a text; found the end"
            + " of the line.",
        "{'metrics': [{'name': 'a' | 1:14 | The file ends before this `{` is closed.",
        "{'metrics': [{'name': 'a | 1:23 | The file ends before this text is closed.",
        "{'metrics': []} {} | 1:17 | The file goes on after its end; nothing was expected here.",
        "{'metrics': [;<<<<<<< ours;{'name': 'a'},;=======;]} | 2:1 | A merge left a conflict"
            + " here.",
      })
  void theMessageSaysWhereItBreaks(String text, String at, String message) throws IOException {
    Files.writeString(file, text.replace(';', '\n').replace('\'', '"'));

    Diagnostic bad = refused();

    assertThat(bad.code()).isEqualTo(Code.BAD_REGISTRY);
    assertThat(bad.message()).isEqualTo(message.replace("`'`", "`\"`"));
    assertThat(bad.place().toString()).isEqualTo("registry/metrics.json:" + at);
  }

  @Test
  void whatCantBeReadIsNeverWrittenTo() throws Exception {
    Given.does(store, Given.ANN, Given.put("members"));
    byte[] good = Files.readAllBytes(file);
    Given.does(store, Given.ANN, Given.put("active"));
    byte[] bad = Files.readString(file).replace("]", "").getBytes(StandardCharsets.UTF_8);
    Files.write(file, bad);

    var refused =
        catchThrowableOfType(
            StoreException.class, () -> Given.does(store, Given.ANN, Given.put("more")));

    assertThat(refused.diagnostic().notes())
        .containsExactly("The generation before the last change is in `metrics.previous.json`.");
    assertThat(file).hasBinaryContent(bad);
    assertThat(folder.resolve("metrics.previous.json")).hasBinaryContent(good);
  }

  @Test
  void nestingHasAnEnd() throws IOException {
    String deep = "[".repeat(100_000);
    Files.writeString(file, "{\"metrics\": [{\"name\": \"a\", \"filters\": " + deep);
    assertThat(refused().message()).isEqualTo("Expected at most 100 levels of nesting.");
  }

  @Test
  void numbersHaveAnEnd() throws IOException {
    Files.writeString(
        file, "{\"metrics\": [{\"name\": \"a\", \"version\": " + "9".repeat(100_000) + "}]}");
    assertThat(refused().message()).isEqualTo("Expected shorter texts, keys and numbers.");
  }

  @Test
  void textThatIsNotUtf8IsRefusedAtItsPlace() throws IOException {
    Files.write(
        file,
        "{\"metrics\": [{\"name\": \"Gr\u00f6\u00dfe\"}]}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused().message()).isEqualTo("Expected text in UTF-8; found byte 0xf6.");
    assertThat(refused().place().toString()).isEqualTo("registry/metrics.json:1:26");
  }

  private Diagnostic refused() {
    return catchThrowableOfType(StoreException.class, () -> store.read()).diagnostic();
  }
}
