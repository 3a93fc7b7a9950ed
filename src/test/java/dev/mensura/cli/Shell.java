package dev.mensura.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A shell that knows {@code cd}, {@code mensura}, quotes and {@code <<<}. */
final class Shell {
  private static final Instant NOW = Instant.parse("2024-03-01T10:00:00Z");

  /** Where sessions run in the repository itself, nothing is noted there. */
  private static final Map<String, String> UNNOTED = Map.of("USER", "ann", "MENSURA_USAGE", "off");

  private static final Map<String, String> NOTED = Map.of("USER", "ann");

  private final Path home;
  private final Map<String, String> environment;
  private Path folder;

  private Shell(Path home, Map<String, String> environment) {
    this.home = home;
    this.folder = home;
    this.environment = environment;
  }

  Shell(Path home) {
    this(home, UNNOTED);
  }

  /** A shell in a folder of its own, where what commands leave behind is part of the session. */
  static Shell in(Path folder) {
    return new Shell(folder, NOTED);
  }

  /** What a command ended with and wrote. */
  record Ended(int exit, String out, String err) {}

  /** The command, what it wrote, and how it ended if not well; machine paths left out. */
  String run(String line) {
    if (line.startsWith("cd ")) {
      folder = folder.resolve(line.substring("cd ".length())).normalize();
      return "";
    }
    int input = line.indexOf(" <<< ");
    String words = input < 0 ? line : line.substring(0, input);
    String stdin = input < 0 ? "" : line.substring(input + " <<< ".length()) + "\n";
    List<String> arguments = words(words.substring("mensura".length()));
    Ended ended = run(folder, stdin, environment, arguments.toArray(String[]::new));
    var text = new StringBuilder("$ ").append(line).append('\n').append(ended.out);
    ended.err.lines().forEach(l -> text.append(l.isEmpty() ? "!" : "! " + l).append('\n'));
    text.append(ended.exit == 0 ? "" : "[exit " + ended.exit + "]\n").append('\n');
    return text.toString()
        .replace(home.toString(), "~")
        .replaceAll("\\(Java [^)]*\\)", "(Java)")
        .replace("\r", "␍")
        .replace("\u001b", "␛");
  }

  static Ended run(Path folder, String stdin, String... arguments) {
    return run(folder, stdin, UNNOTED, arguments);
  }

  /** What a command ends with that is run in a folder of its own. */
  static Ended runIn(Path folder, String... arguments) {
    return run(folder, "", NOTED, arguments);
  }

  private static Ended run(
      Path folder, String stdin, Map<String, String> environment, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false,
            100,
            folder,
            environment,
            () -> NOW);
    int exit = Cli.run(terminal, arguments);
    return new Ended(exit, out.toString(), err.toString());
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (c == '\'') {
        quoted = !quoted;
        begun = true;
      } else if (c == ' ' && !quoted) {
        if (begun || !word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
      }
    }
    if (begun || !word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
