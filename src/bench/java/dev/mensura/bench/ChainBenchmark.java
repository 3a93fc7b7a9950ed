package dev.mensura.bench;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Workspace;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** A metric that is made from one that is made from one …, a thousand times. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ChainBenchmark {
  private static final int LENGTH = 1_000;

  /** What a metric does with the one before. */
  public enum Link {
    LINEAR("m%1$d + %2$d"),
    /** Written out, the last metric is longer than the universe is wide. */
    DOUBLING("m%1$d + m%1$d"),
    FILTERED("(m%1$d where quantity > %2$d) + m%1$d");

    private final String text;

    Link(String text) {
      this.text = text;
    }
  }

  /** How long the SQL is. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {
    public int characters;
  }

  @Param({"LINEAR", "DOUBLING"})
  Link link = Link.LINEAR;

  private List<SourceFile> files = List.of();
  private Compiler compiler = new Compiler(Workspace.EMPTY, PlanOptions.DEFAULT);

  @Setup
  public void generate() {
    var text = new StringBuilder("metric m0 = sum shop0_orders.quantity\n");
    for (int i = 1; i < LENGTH; i++) {
      text.append("metric m%d = %s\n".formatted(i, link.text.formatted(i - 1, i)));
    }
    // The models' computed fields need the metrics that they name.
    text.append("metric shop0_orders_placed = count shop0_orders\n");
    files =
        List.of(
            GeneratedProject.of(400, 1).models().getFirst(),
            new SourceFile("metrics/chain.metric", text.toString()));
    compiler = new Compiler(Sound.require(check()), PlanOptions.DEFAULT);
  }

  @Benchmark
  public Workspace check() {
    return Workspace.of(files);
  }

  /** The last metric of the chain, from the query's text to SQL. */
  @Benchmark
  public String sql(Size size) {
    String sql =
        Sound.require(
            compiler.sql(
                new SourceFile(
                    "<query>",
                    "m%d by segment"
                        .formatted(LENGTH - 1)
                        .replace("segment", "shop0_customers.segment")),
                Dialect.all().getFirst()));
    size.characters = sql.length();
    return sql;
  }
}
