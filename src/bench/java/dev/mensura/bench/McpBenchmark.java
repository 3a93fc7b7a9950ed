package dev.mensura.bench;

import dev.mensura.registry.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Tools of the MCP server over a pipe, with so many metrics that were defined at run time. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class McpBenchmark {
  @Param({"100", "1000", "10000"})
  int metrics = 100;

  private @Nullable RuntimeProject project;
  private @Nullable McpSession session;
  private int next;

  @Setup
  public void start() throws IOException, StoreException {
    project = RuntimeProject.of(metrics);
    session = McpSession.start(project.root());
  }

  @TearDown
  public void stop() throws IOException {
    session.close();
    project.close();
  }

  /** A new metric is checked, kept on the disk, and known to what comes next. */
  @Benchmark
  public String define() {
    next++;
    return session.call(
        "define_custom_metric",
        Map.of(
            "name",
            "bench_" + next,
            "type",
            "count",
            "model",
            "shop0_orders",
            "filters",
            Map.of("quantity__gt", next)));
  }

  /** One page of the metrics that read a model. */
  @Benchmark
  public String list() {
    return session.call("list_custom_metrics", Map.of("model", "shop1_customers", "limit", 50));
  }

  /** The SQL of a metric by a dimension; each time another filter, so that nothing is kept. */
  @Benchmark
  public String compile() {
    next++;
    return session.call(
        "compile_query",
        Map.of(
            "metrics",
            List.of("count shop0_orders as n"),
            "by",
            List.of("shop0_orders.channel"),
            "where",
            "shop0_orders.quantity > " + next));
  }
}
