package dev.mensura.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The world around a command.
 *
 * @param out where what was asked for goes
 * @param err where everything else goes
 * @param outIsTerminal whether somebody looks at {@code out}
 * @param width cells of the terminal; for files and pipes a good width to read
 * @param folder where the command was started
 */
record Terminal(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int width,
    Path folder,
    Map<String, String> environment,
    InstantSource clock) {

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
