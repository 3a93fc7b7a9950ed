package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.docs.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that the documentation shows with what they print print just that. */
class CommandsInDocsTest {
  private static final String PROMPT = "$ ./mensura ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static List<Block> commands() throws IOException {
    return Block.all().stream()
        .filter(block -> block.language().equals("console") && block.output().isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandPrintsWhatIsShown(Block block) {
    assertThat(block.text()).startsWith(PROMPT).hasLineCount(1);
    var printed = new StringWriter();
    var out = new PrintWriter(printed);
    var terminal =
        new Terminal(
            InputStream.nullInputStream(),
            out,
            new PrintWriter(new StringWriter()),
            false,
            false,
            100,
            Path.of("").toAbsolutePath(),
            Map.of("MENSURA_USAGE", "off"),
            InstantSource.system());
    int exit = Cli.run(terminal, words(block.text().strip().substring(PROMPT.length())));
    out.flush();
    assertThat(printed.toString()).isEqualTo(block.output().orElseThrow());
    assertThat(exit).isEqualTo(Exit.OK);
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.toArray(String[]::new);
  }
}
