package dev.mensura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a file or a query, the compiler ends soon, on an ordinary stack, and either
 * says what is wrong or compiles it.
 */
class ProjectFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
  private static final int CASES = Integer.getInteger("fuzz.cases", 3_000);
  private static final int FIRST = Integer.getInteger("fuzz.first", 0);

  /** Far more than any case takes, even on a machine that does ten other things. */
  private static final long SECONDS = 60;

  /** What a thread has that nobody gave more. */
  private static final long STACK_BYTES = 1L << 20;

  private final Workspace base = Project.load(Path.of("").toAbsolutePath()).workspace();
  private final List<SourceFile> metricFiles =
      base.metricFiles().values().stream().map(p -> p.file()).toList();
  private final List<SourceFile> modelFiles =
      base.modelFiles().values().stream().map(m -> m.file()).toList();
  private final List<String> metrics = List.copyOf(base.analysis().metrics().keySet());

  @Test
  void everyTextIsToldWrongOrCompiled() throws InterruptedException {
    System.out.println("project fuzz: seed " + SEED + ", " + CASES + " cases");
    assertThat(base.diagnostics()).isEmpty();
    var tally = new Tally();
    for (int i = FIRST; i < FIRST + CASES; i++) {
      int number = i;
      var shown = new StringBuilder();
      var task = new FutureTask<@Nullable Void>(() -> run(number, shown, tally), null);
      Thread thread = new Thread(null, task, "fuzz", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      try {
        task.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(told(number, shown), e.getCause());
      } catch (TimeoutException e) {
        var stuck =
            new AssertionError(told(number, shown) + "\ntakes longer than " + SECONDS + " s");
        stuck.setStackTrace(thread.getStackTrace());
        throw stuck;
      }
    }
    System.out.println("project fuzz: " + tally);
    // Otherwise the cases have become too wild, or too tame, to find anything.
    if (CASES >= 100) {
      assertThat(tally.compiled).isGreaterThan(CASES / 20);
      assertThat(tally.wrong).isGreaterThan(CASES / 20);
    }
  }

  private static String told(int number, StringBuilder text) {
    return "-Dfuzz.seed=%d -Dfuzz.first=%d -Dfuzz.cases=1\n%s".formatted(SEED, number, text);
  }

  /** How many cases ended in which way. */
  private static final class Tally {
    private int wrong;
    private int compiled;

    @Override
    public String toString() {
      return wrong + " wrong, " + compiled + " compiled";
    }
  }

  private void run(int number, StringBuilder shown, Tally tally) {
    var random = new Random(SEED * 31 + number);
    var texts = new ArrayList<String>();
    metricFiles.forEach(f -> texts.add(f.text()));
    modelFiles.forEach(f -> texts.add(f.text()));
    var slips = new Slips(random, texts);
    var inventions = new Inventions(random, base.catalog(), metrics);
    int kind = random.nextInt(20);
    if (kind < 6) {
      file(spoilt(any(metricFiles, random), slips), shown, tally, random);
    } else if (kind < 9) {
      file(spoilt(any(modelFiles, random), slips), shown, tally, random);
    } else if (kind < 13) {
      var invented = new SourceFile("examples/invented.metric", inventions.metric());
      file(invented, shown, tally, random);
    } else {
      String query = inventions.query();
      query(base, kind < 17 ? query : slips.in(query), shown, tally);
    }
  }

  private static SourceFile spoilt(SourceFile file, Slips slips) {
    return new SourceFile(file.path(), slips.in(file.text()));
  }

  /** Checks a project with another text of a file, and compiles some of what it declares. */
  private void file(SourceFile file, StringBuilder shown, Tally tally, Random random) {
    shown.append(file.path()).append(":\n").append(file.text());
    Workspace workspace = base.with(file);
    List<Diagnostic> found = sound(workspace.diagnostics());
    if (found.stream().anyMatch(Diagnostic::isError)) {
      tally.wrong++;
    }
    sound(workspace.advice());
    List<String> declared = new ArrayList<>();
    workspace
        .analysis()
        .metricDeclarations()
        .forEach((name, at) -> {
          if (at.file() == file) {
            declared.add(name);
          }
        });
    declared.sort(null);
    List<String> names = declared.isEmpty() ? metrics : declared;
    for (int i = 0; i < 2; i++) {
      query(workspace, "`" + any(names, random).replace("`", "") + "`", shown, tally);
    }
  }

  private static void query(Workspace workspace, String text, StringBuilder shown, Tally tally) {
    shown.append("\n<query>:\n").append(text);
    var compiler = new Compiler(workspace, PlanOptions.DEFAULT);
    boolean compiled = false;
    for (Dialect dialect : Dialect.all()) {
      Compiled<String> sql = compiler.sql(new SourceFile("<query>", text), dialect);
      sound(sql.diagnostics());
      compiled = sql.value().isPresent();
      assertThat(compiled)
          .as("compiled, or told why not")
          .isEqualTo(sql.diagnostics().stream().noneMatch(Diagnostic::isError));
    }
    if (compiled) {
      tally.compiled++;
    } else {
      tally.wrong++;
    }
  }

  /** Findings that stand in their files and can be shown. */
  private static List<Diagnostic> sound(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      var place = diagnostic.place();
      assertThat(place.span().end()).isLessThanOrEqualTo(place.file().text().length());
      assertThat(diagnostic.message()).isNotBlank();
    }
    new TerminalReport(Paint.PLAIN, 100).render(diagnostics);
    return diagnostics;
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
