package dev.mensura.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param line where its fence stands, from 1
 * @param language the first word behind the fence
 * @param error the code that a word {@code error=CODE} behind the fence names
 * @param output the text block that follows with nothing but empty lines between, if one does
 */
public record Block(
    Path page,
    int line,
    String language,
    Optional<String> error,
    String text,
    Optional<String> output) {
  private static final String FENCE = "```";

  @Override
  public String toString() {
    return page + ":" + line;
  }

  /** The blocks of the README and of every page below {@code docs}, in order. */
  public static List<Block> all() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(of(page, Files.readAllLines(page)));
    }
    return blocks;
  }

  /** Puts a text into its page as the output of this block, in place of the one that is there. */
  public void showOutput(String shown) throws IOException {
    String content = Files.readString(page);
    String info = language + error.map(code -> " error=" + code).orElse("");
    String self = FENCE + info + "\n" + text + FENCE + "\n";
    String before = output.map(old -> self + outputBlock(old)).orElse(self);
    Files.writeString(page, content.replace(before, self + outputBlock(shown)));
  }

  private static String outputBlock(String shown) {
    return "\n" + FENCE + "text\n" + shown + FENCE + "\n";
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<Block> of(Path page, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).startsWith(FENCE)) {
        at++;
        continue;
      }
      int end = end(lines, at);
      int next = end + 1;
      while (next < lines.size() && lines.get(next).isBlank()) {
        next++;
      }
      boolean hasOutput = next < lines.size() && lines.get(next).equals(FENCE + "text");
      Optional<String> output =
          hasOutput ? Optional.of(body(lines, next, end(lines, next))) : Optional.empty();
      List<String> info = List.of(lines.get(at).substring(FENCE.length()).strip().split(" ", -1));
      Optional<String> error =
          info.stream()
              .filter(word -> word.startsWith("error="))
              .map(word -> word.substring("error=".length()))
              .findFirst();
      blocks.add(new Block(page, at + 1, info.getFirst(), error, body(lines, at, end), output));
      at = end + 1;
    }
    return blocks;
  }

  private static int end(List<String> lines, int fence) {
    int at = fence + 1;
    while (!lines.get(at).equals(FENCE)) {
      at++;
    }
    return at;
  }

  private static String body(List<String> lines, int fence, int end) {
    return String.join("\n", lines.subList(fence + 1, end)) + "\n";
  }
}
