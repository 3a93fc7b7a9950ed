package dev.mensura.bench;

import dev.mensura.check.Analysis;
import dev.mensura.check.Checker;
import dev.mensura.model.Catalog;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
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

/** The two stages that every metric of a project goes through, each on its own. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StageBenchmark {
  @Param({"1000", "10000"})
  int metrics;

  private GeneratedProject project = GeneratedProject.of(0, 0);
  private Catalog catalog = Catalog.EMPTY;
  private List<Parsed> parsed = List.of();

  @Setup
  public void generate() {
    project = GeneratedProject.of(metrics, CheckBenchmark.FILES);
    catalog = Models.link(project.models().stream().map(ModelReader::read).toList()).catalog();
    parsed = parse();
  }

  /** The metric files alone, one after the other. */
  @Benchmark
  public List<Parsed> parse() {
    return project.metrics().stream().map(Parser::parse).toList();
  }

  /** Everything behind the parser. */
  @Benchmark
  public int check() {
    return Checker.check(catalog, parsed, Analysis.NONE).diagnostics().size();
  }
}
