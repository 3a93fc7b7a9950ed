package dev.mensura.bench;

import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a benchmark should stay under.
 *
 * @param milliseconds infinite where nothing was promised
 */
record Bar(double milliseconds) {
  private static final double NONE = Double.POSITIVE_INFINITY;

  static Bar of(String benchmark, BenchmarkParams params) {
    return new Bar(
        switch (benchmark) {
          case "Check.all" -> params.getParam("metrics").equals("10000") ? 1_000 : NONE;
          case "Edit.edit" -> 10;
          case "Query.one" -> 1;
          case "Query.ten" -> 5;
          case "Mcp.define" -> 20;
          case "Mcp.list" -> 10;
          case "McpStart.greet", "McpStart.answer" -> 1_000;
          default -> NONE;
        });
  }

  String told(double median) {
    if (milliseconds == NONE) {
      return "";
    }
    return String.format(
        Locale.ROOT, "bar %.0f ms, %s", milliseconds, median < milliseconds ? "met" : "MISSED");
  }
}
