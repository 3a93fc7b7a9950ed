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

  private final Path home;
  private Path folder;

  Shell(Path home) {
    this.home = home;
    this.folder = home;
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
    Ended ended = run(folder, stdin, arguments.toArray(String[]::new));
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
            Map.of("USER", "ann", "MENSURA_USAGE", "off"),
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
