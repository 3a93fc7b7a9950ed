package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/mcp.md shows of tools is what they answer, one after the other. With {@code
 * -Dgolden=update} the page is written anew and the test fails.
 */
class McpDocsTest {
  private static final Path PAGE = Path.of("docs", "mcp.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(```json (call|errors)=(\\w+)\\n(.*?)\\n```\\n)(\\n```text\\n.*?```\\n)?",
          Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void everyExampleAnswersWhatIsShown() throws Exception {
    Sandbox.in(folder);
    String page = Files.readString(PAGE);
    var written = new StringBuilder();
    try (Served served = Served.start(folder, Server.Access.FULL, () -> NOW);
        Agent agent = served.agent()) {
      Matcher example = EXAMPLE.matcher(page);
      int examples = 0;
      while (example.find()) {
        Agent.Answer answer = agent.call(example.group(3), example.group(4));
        String shown =
            example.group(2).equals("call")
                ? answer.text()
                : answer.content().path("errors").toPrettyString();
        String block = example.group(1) + "\n```text\n" + shown + "\n```\n";
        example.appendReplacement(written, Matcher.quoteReplacement(block));
        examples++;
      }
      example.appendTail(written);
      assertThat(examples).isGreaterThan(15);
    }
    if (!written.toString().equals(page) && "update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, written);
      fail("rewritten: " + PAGE);
    }
    assertThat(page).isEqualTo(written.toString());
  }

  @Test
  void everyConfigurationIsJsonThatStartsTheServer() throws Exception {
    Matcher block = PLAIN.matcher(Files.readString(PAGE));
    int blocks = 0;
    while (block.find()) {
      JsonNode servers = new ObjectMapper().readTree(block.group(1)).elements().next();
      JsonNode server = servers.path("mensura");
      boolean starts = server.path("args").path(0).asText().equals("mcp");
      assertThat(starts || server.path("url").asText().endsWith(Http.PATH)).isTrue();
      blocks++;
    }
    assertThat(blocks).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyToolIsInTheTable() throws Exception {
    String page = Files.readString(PAGE);
    try (Served served = Served.start(Sandbox.in(folder).root());
        Agent agent = served.agent()) {
      assertThat(agent.outputs().keySet())
          .allSatisfy(tool -> assertThat(page).contains("`" + tool + "`"));
    }
  }
}
