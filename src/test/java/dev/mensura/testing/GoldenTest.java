package dev.mensura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoldenTest {
  @Test
  void everyGoldenFileBelongsToAnInput() {
    assertThat(Golden.orphans()).isEmpty();
  }
}
