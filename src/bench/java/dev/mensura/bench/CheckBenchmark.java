package dev.mensura.bench;

import dev.mensura.compiler.Workspace;
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

/** Projects of growing size. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckBenchmark {
  static final int FILES = 500;

  @Param({"1000", "2000", "5000", "10000"})
  int metrics;

  private GeneratedProject project = GeneratedProject.of(0, 0);

  @Setup
  public void generate() {
    project = GeneratedProject.of(metrics, FILES);
    Sound.require(Workspace.of(project.all()));
  }

  /** Models and metrics, from text to diagnostics. */
  @Benchmark
  public int all() {
    return Workspace.of(project.all()).diagnostics().size();
  }
}
