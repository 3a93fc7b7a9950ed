package dev.mensura.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void amongEquallyNearNamesOneThatBeginsAlikeIsMeant() {
    assertThat(Nearest.to("dsc", List.of("asc", "desc"))).contains("desc");
    assertThat(Nearest.to("tabel", List.of("label", "table"))).contains("table");
  }

  @Test
  void amongThoseTheFirstInOrderIs() {
    assertThat(Nearest.to("plaxn", List.of("plazn", "plan"))).contains("plan");
  }

  @Test
  void nothingIsMeantByANameThatIsFarFromAll() {
    assertThat(Nearest.to("revenue", List.of("plan", "users"))).isEmpty();
  }
}
