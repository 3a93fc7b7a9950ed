package dev.mensura.bench;

import dev.mensura.registry.store.StoreException;
import java.io.IOException;
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

/** From starting the MCP server's process to its first answers. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class McpStartBenchmark {
  @Param({"100", "1000", "10000"})
  int metrics = 100;

  private @Nullable RuntimeProject project;
  private @Nullable McpSession session;

  @Setup
  public void generate() throws IOException, StoreException {
    project = RuntimeProject.of(metrics);
  }

  @TearDown
  public void remove() throws IOException {
    project.close();
  }

  @TearDown(org.openjdk.jmh.annotations.Level.Invocation)
  public void stop() {
    session.close();
  }

  /** The protocol's greeting: the project may still be read. */
  @Benchmark
  public Object greet() {
    session = McpSession.start(project.root());
    return session;
  }

  /** The greeting, and the first answer that needs every metric checked. */
  @Benchmark
  public String answer() {
    session = McpSession.start(project.root());
    return session.call("list_custom_metrics", Map.of("limit", 1));
  }
}
