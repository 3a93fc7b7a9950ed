package dev.mensura.bench;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Workspace;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
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

/** The text of a query becomes SQL, in a project of 10,000 metrics that is loaded. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QueryBenchmark {
  private static final String ONE = "shop1_revenue by shop1_customers.segment";

  private static final String TEN =
      """
      shop1_revenue, shop1_orders_placed, shop1_revenue / shop1_orders_placed as basket,
      (shop1_revenue where status = 'paid') as paid, avg(shop1_orders.net) as mean,
      count(shop1_customers) as customers, (count shop1_customers where shop1_orders_placed >= 3) as regulars,
      sum(shop1_items.quantity) as units, (sum (shop1_items.quantity * shop1_items.price)) as gross,
      (count shop1_items where product.category = 'toys') as toys
      by shop1_customers.segment, month
      where shop1_customers.country = 'DE' and month in @2024
      order by month, shop1_revenue desc
      limit 100
      """;

  @Param({"duckdb", "postgres"})
  String dialect = "duckdb";

  private Compiler compiler = new Compiler(Workspace.EMPTY, PlanOptions.DEFAULT);
  private Dialect spoken = Dialect.all().getFirst();

  @Setup
  public void generate() {
    var project = GeneratedProject.of(10_000, CheckBenchmark.FILES);
    compiler = new Compiler(Sound.require(Workspace.of(project.all())), PlanOptions.DEFAULT);
    spoken = Dialect.of(dialect).orElseThrow();
  }

  /** One metric by one dimension. */
  @Benchmark
  public String one() {
    return sql(ONE);
  }

  /** Ten metrics of three models by two dimensions. */
  @Benchmark
  public String ten() {
    return sql(TEN);
  }

  private String sql(String text) {
    return Sound.require(compiler.sql(new SourceFile("<query>", text), spoken));
  }
}
