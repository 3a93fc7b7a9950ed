package dev.mensura.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks with JMH's own arguments, and says what it means for the bars. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments)
      throws RunnerException, CommandLineOptionException, IOException {
    var options = new CommandLineOptions(arguments);
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    Collection<RunResult> results = new Runner(options).run();
    System.out.println();
    System.out.println("Median of each benchmark, and its bar where it has one:");
    var projects = new TreeMap<String, TreeMap<Integer, Double>>();
    for (RunResult result : results) {
      double median = result.getPrimaryResult().getStatistics().getPercentile(50);
      var params = result.getParams();
      String name = params.getBenchmark().replaceFirst("^.*\\.(\\w+)Benchmark\\.", "$1.");
      var told = new StringBuilder(name);
      params.getParamsKeys().forEach(key -> told.append(' ').append(params.getParam(key)));
      System.out.printf(
          Locale.ROOT, "  %-24s %10.3f ms  %s%n", told, median, Bar.of(name, params).told(median));
      var characters = result.getSecondaryResults().get("characters");
      if (characters != null) {
        System.out.printf(
            Locale.ROOT, "    %,.0f characters of SQL%n", characters.getStatistics().getMax());
      }
      if (params.getParamsKeys().contains("metrics")) {
        projects
            .computeIfAbsent(name, n -> new TreeMap<>())
            .put(Integer.valueOf(params.getParam("metrics")), median);
      }
    }
    projects.forEach(Benchmarks::growth);
  }

  /**
   * Time per metric, as a multiple of that in the smallest project: 1 is linear, less is better.
   */
  private static void growth(String name, TreeMap<Integer, Double> medians) {
    double smallest = medians.firstEntry().getValue() / medians.firstKey();
    var told = new StringBuilder();
    medians.forEach((metrics, median) ->
        told.append(
            String.format(Locale.ROOT, "  %,d: %.2f", metrics, median / metrics / smallest)));
    System.out.println("Growth of " + name + " in time per metric:" + told);
  }
}
