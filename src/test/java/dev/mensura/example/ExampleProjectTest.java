package dev.mensura.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.syntax.Formatter;
import org.junit.jupiter.api.Test;

class ExampleProjectTest {
  @Test
  void theProjectHasNoMistakesAndNoAdvice() {
    try (ExampleProject example = new ExampleProject()) {
      assertThat(example.project().diagnostics()).isEmpty();
      assertThat(example.project().workspace().advice()).isEmpty();
    }
  }

  @Test
  void theExamplesAreFormatted() {
    try (ExampleProject example = new ExampleProject()) {
      assertThat(example.project().workspace().metricFiles().values())
          .isNotEmpty()
          .allSatisfy(parsed ->
              assertThat(Formatter.format(parsed.file()).text()).isEqualTo(parsed.file().text()));
    }
  }

  @Test
  void everyQueryOfTheProjectHasRows() {
    try (ExampleProject example = new ExampleProject()) {
      assertThat(example.project().workspace().analysis().queries().keySet())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(example.rows(example.sql(name))).isNotEmpty());
    }
  }

  @Test
  void everyMetricOfTheProjectHasAValue() {
    try (ExampleProject example = new ExampleProject()) {
      assertThat(example.project().workspace().analysis().metrics().keySet())
          .hasSize(60)
          .allSatisfy(
              name -> assertThat(example.rows(example.sql(name)).getFirst().get(name)).isNotNull());
    }
  }
}
