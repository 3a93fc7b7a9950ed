package dev.mensura.cli;

import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the command lines of session files and keeps what they say. */
class SessionTest {
  @ParameterizedTest
  @MethodSource("sessions")
  void commandsSayWhatTheySaidBefore(Path session) {
    var shell = new Shell(Golden.ROOT.resolve("cli").toAbsolutePath());
    var transcript = new StringBuilder();
    Golden.read(session).lines().forEach(line -> transcript.append(shell.run(line)));

    Golden.verify(Golden.output(session, "transcript"), transcript.toString());
  }

  static List<Path> sessions() {
    return Golden.inputs("cli", "session");
  }
}
