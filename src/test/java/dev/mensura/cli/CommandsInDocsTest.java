package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mensura.docs.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that the documentation shows with what they print print just that. Those of a page run
 * in its order in a copy of the example project, since some of them change it.
 */
class CommandsInDocsTest {
  private static final String PROMPT = "$ ./mensura ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final List<String> PROJECT = List.of("models", "examples", "data", "mensura.yml");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    return shown().stream().map(Block::page).distinct().toList();
  }

  private static List<Block> shown() throws IOException {
    return Block.all().stream()
        .filter(block -> block.language().equals("console") && block.output().isPresent())
        .toList();
  }

  /** With {@code -Dgolden=update} the outputs are written anew, and the test fails all the same. */
  @ParameterizedTest
  @MethodSource("pages")
  void commandsPrintWhatIsShown(Path page) throws IOException {
    for (String part : PROJECT) {
      RegistrySessionTest.copy(Path.of(part), folder.resolve(part));
    }
    List<Block> rewritten = new ArrayList<>();
    for (Block block : shown().stream().filter(b -> b.page().equals(page)).toList()) {
      String printed = printed(block);
      boolean same = printed.equals(block.output().orElseThrow());
      if (!same && "update".equals(System.getProperty("golden"))) {
        block.showOutput(printed);
        rewritten.add(block);
      } else {
        assertThat(printed).as("%s", block).isEqualTo(block.output().orElseThrow());
      }
    }
    if (!rewritten.isEmpty()) {
      fail("rewritten: " + rewritten);
    }
  }

  /** What a command prints; messages of one that is refused. */
  private String printed(Block block) throws IOException {
    assertThat(block.text()).as("%s", block).startsWith(PROMPT);
    String line = block.text().strip().replace("\\\n", " ").substring(PROMPT.length());
    assertThat(line).as("%s", block).hasLineCount(1);
    Shell.Ended ended = Shell.runIn(folder.toRealPath(), words(line));
    assertThat(ended.exit()).as("%s: %s", block, ended.err()).isIn(Exit.OK, Exit.ERRORS);
    boolean told = ended.exit() == Exit.ERRORS && ended.out().isEmpty();
    return told ? ended.err() : ended.out();
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
