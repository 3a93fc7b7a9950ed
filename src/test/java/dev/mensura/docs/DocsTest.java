package dev.mensura.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.ir.Signature;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles what the documentation shows, against the example project: a block of declarations
 * stands in for those of the same names there, any other block of metrics is the text of a query,
 * and a block of YAML is a model file more.
 */
class DocsTest {
  private static final Path ERRORS = Path.of("docs", "errors");
  private static final Pattern DECLARATION =
      Pattern.compile("^(metric|query|assert|test)\\b", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  private static final Workspace WORKSPACE = Project.load(Project.real(Path.of(""))).workspace();

  static List<Block> code() throws IOException {
    return Block.all().stream()
        .filter(block -> Set.of("metric", "yaml").contains(block.language()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("code")
  void aBlockSaysWhatItIsMarkedWith(Block block) {
    List<Diagnostic> findings = findings(block);
    Set<String> expected = block.error().map(Set::of).orElse(Set.of());
    assertThat(findings.stream().map(d -> d.code().id()).collect(Collectors.toSet()))
        .as("%s%n%s", block, report(findings))
        .isEqualTo(expected);
  }

  static List<Block> mistakes() throws IOException {
    return code().stream()
        .filter(block -> block.error().isPresent())
        .filter(block -> block.output().isPresent() || block.page().startsWith(ERRORS))
        .toList();
  }

  /** With {@code -Dgolden=update} the outputs are written anew, and the test fails all the same. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void whatIsShownBelowAMistakeIsItsMessage(Block block) throws IOException {
    String told = report(findings(block));
    if ("update".equals(System.getProperty("golden")) && !told.equals(block.output().orElse(""))) {
      block.showOutput(told);
      fail("rewritten: " + block);
    }
    assertThat(block.output()).as("%s", block).contains(told);
  }

  @ParameterizedTest
  @MethodSource("code")
  void whatIsRightBecomesSql(Block block) {
    if (block.error().isPresent() || block.language().equals("yaml")) {
      return;
    }
    Workspace workspace = DECLARATION.matcher(block.text()).find() ? with(block) : WORKSPACE;
    for (String name : queries(block)) {
      if (workspace.analysis().isOpen(name.replace("`", ""))) {
        continue;
      }
      String query = seenInTime(name, workspace);
      for (Dialect dialect : Dialect.all()) {
        Compiled<String> sql =
            new Compiler(workspace, PlanOptions.DEFAULT)
                .sql(new SourceFile("<query>", query), dialect);
        assertThat(sql.value()).as("%s%n%s", query, report(sql.diagnostics())).isPresent();
      }
    }
  }

  @Test
  void everyCodeHasItsPageAndEveryPageItsCode() throws IOException {
    Set<String> codes =
        Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.list(ERRORS)) {
      Set<String> pages =
          files
              .map(file -> file.getFileName().toString().replace(".md", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(pages).isEqualTo(codes);
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void aPageBeginsWithItsCodeAndTitle(Code code) throws IOException {
    String page = Files.readString(ERRORS.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# `" + code.id() + "`\n\n" + code.title() + " This is a");
    assertThat(page).contains("**Why.**", "**The way out.**");
  }

  static List<Code> codes() {
    return List.of(Code.values());
  }

  @Test
  void everyErrorOnAPageIsThePagesOwn() throws IOException {
    assertThat(Block.all())
        .filteredOn(block -> block.page().startsWith(ERRORS) && block.error().isPresent())
        .allSatisfy(block ->
            assertThat(block.page().getFileName().toString())
                .isEqualTo(block.error().orElseThrow() + ".md"));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(Block.pages());
    pages.add(Path.of("ARCHITECTURE.md"));
    List<String> dead = new ArrayList<>();
    for (Path page : pages) {
      var links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          dead.add(page + " -> " + links.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<Diagnostic> findings(Block block) {
    if (block.language().equals("yaml")) {
      SourceFile file = new SourceFile("models/example.yml", block.text());
      return in(file.path(), WORKSPACE.with(file), block.error());
    }
    if (DECLARATION.matcher(block.text()).find()) {
      return in("example.metric", with(block), block.error());
    }
    SourceFile text = new SourceFile("<query>", block.text());
    return new Compiler(WORKSPACE, PlanOptions.DEFAULT).query(text).diagnostics();
  }

  /** Examples repeat what the project has under other names, which is advice for none but one. */
  private static List<Diagnostic> in(String path, Workspace workspace, Optional<String> marked) {
    List<Diagnostic> all = new ArrayList<>(workspace.diagnostics());
    if (marked.equals(Optional.of(Code.EQUAL_METRICS.id()))) {
      all.addAll(workspace.advice());
    }
    return all.stream().filter(d -> d.place().file().path().equals(path)).toList();
  }

  /** The project with a block in place of its own declarations of the same names. */
  private static Workspace with(Block block) {
    SourceFile file = new SourceFile("example.metric", block.text());
    Set<String> names = names(Parser.parse(file).declarations());
    List<SourceFile> files = new ArrayList<>(List.of(file));
    for (Parsed parsed : WORKSPACE.metricFiles().values()) {
      StringBuilder text = new StringBuilder(parsed.file().text());
      for (Declaration declaration : parsed.declarations()) {
        if (names(List.of(declaration)).stream().anyMatch(names::contains)) {
          blank(text, declaration.span());
        }
      }
      files.add(new SourceFile(parsed.file().path(), text.toString()));
    }
    return WORKSPACE.with(files);
  }

  private static void blank(StringBuilder text, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }

  /** What can be asked of a block: itself, or each of its declarations. */
  private static List<String> queries(Block block) {
    if (!DECLARATION.matcher(block.text()).find()) {
      return List.of(block.text());
    }
    return names(Parser.parse(new SourceFile("example.metric", block.text())).declarations())
        .stream()
        .map(name -> name.substring(name.indexOf(' ') + 1))
        .toList();
  }

  /** A metric that moves in time is asked for by periods. */
  private static String seenInTime(String query, Workspace workspace) {
    return workspace
        .analysis()
        .metric(query.replace("`", ""))
        .filter(m -> m.signature().motion() != Signature.Motion.STILL)
        .map(m -> query + " by month")
        .orElse(query);
  }

  private static Set<String> names(List<Declaration> declarations) {
    Set<String> names = new TreeSet<>();
    for (Declaration declaration : declarations) {
      switch (declaration) {
        case Declaration.Metric metric -> names.add("metric `" + metric.name().text() + "`");
        case Declaration.Query query -> names.add("query `" + query.name().text() + "`");
        default -> {}
      }
    }
    return names;
  }

  private static String report(List<Diagnostic> findings) {
    return new TerminalReport(Paint.PLAIN, 100).render(findings);
  }
}
