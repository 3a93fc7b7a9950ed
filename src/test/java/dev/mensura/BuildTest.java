package dev.mensura;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void testsRunOnJava21OrNewer() {
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
  }
}
