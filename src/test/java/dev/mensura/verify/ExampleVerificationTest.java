package dev.mensura.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.engine.Database;
import dev.mensura.live.Cancellation;
import dev.mensura.plan.PlanOptions;
import dev.mensura.verify.Verdict.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All that the example project says of itself is so. */
class ExampleVerificationTest {
  @Test
  void testsAssertionsKeysAndLawsHold() {
    Project project = Project.load(Project.real(Path.of("")));
    var data = new Database.Files(List.of(new Database.Folder(Path.of("data"), "data")));
    Report report =
        new Verification(
                project.workspace().analysis(),
                PlanOptions.DEFAULT,
                Compiled.of(data),
                () -> Instant.EPOCH,
                Duration.ZERO,
                new Cancellation())
            .run(new Selection(Set.of(Kind.values()), ""), name -> {});
    assertThat(report.verdicts()).filteredOn(verdict -> !verdict.isPassed()).isEmpty();
    for (Kind kind : Kind.values()) {
      assertThat(report.of(kind)).as(kind.name()).isNotEmpty();
    }
  }
}
