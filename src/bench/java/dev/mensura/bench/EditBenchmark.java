package dev.mensura.bench;

import dev.mensura.compiler.Workspace;
import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One metric of 10,000 is edited, file after file, and all diagnostics are asked for. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EditBenchmark {
  /** What becomes of the metric. */
  public enum Edit {
    /** Its filter gets another number: metrics built on it see nothing of that. */
    NUMBER,
    /** It gets a number for what was an aggregate: metrics built on it have another type. */
    TYPE,
    /** It gets another name: metrics built on it are broken, until the next edit. */
    NAME,
    /** Its text ends too early: the rest of the file stays as it is. */
    BROKEN
  }

  @Param({"NUMBER", "TYPE", "NAME", "BROKEN"})
  Edit edit = Edit.NUMBER;

  private Workspace workspace = Workspace.EMPTY;
  private final List<SourceFile> edits = new ArrayList<>();
  private int next;

  @Setup
  public void generate() {
    var project = GeneratedProject.of(10_000, CheckBenchmark.FILES);
    workspace = Sound.require(Workspace.of(project.all()));
    for (SourceFile file : project.metrics()) {
      edits.add(new SourceFile(file.path(), edited(file.text())));
      edits.add(file);
    }
  }

  private String edited(String text) {
    return switch (edit) {
      case NUMBER -> text.replaceFirst("(?<=[<>=] )\\d+", "123456789");
      case TYPE -> text.replaceFirst("(?<=metric \\w{1,80} = ).*", "1");
      case NAME -> text.replaceFirst("(?<=metric )\\w+", "nothing_of_this_name");
      case BROKEN -> text.replaceFirst("(?<= = ).*", "sum (");
    };
  }

  /** Every second edit takes the one before back, so the project stays as it was. */
  @Benchmark
  public int edit() {
    workspace = workspace.with(edits.get(next));
    next = (next + 1) % edits.size();
    return workspace.diagnostics().size();
  }
}
