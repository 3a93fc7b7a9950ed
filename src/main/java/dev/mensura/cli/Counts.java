package dev.mensura.cli;

import dev.mensura.compiler.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Says how much there is. */
final class Counts {
  private Counts() {}

  /** {@code 12 metrics, 2 queries and 7 models in 9 files}, of the files that are asked for. */
  static String of(Workspace workspace, Predicate<String> asked) {
    var analysis = workspace.analysis();
    long metrics =
        analysis.metricDeclarations().values().stream()
            .filter(d -> asked.test(d.file().path()))
            .count();
    long queries =
        analysis.queryDeclarations().values().stream()
            .filter(d -> asked.test(d.file().path()))
            .count();
    long asserts =
        analysis.assertDeclarations().stream().filter(d -> asked.test(d.file().path())).count();
    long tests =
        analysis.testDeclarations().values().stream()
            .filter(d -> asked.test(d.file().path()))
            .count();
    long models =
        workspace.catalog().models().stream()
            .filter(m -> asked.test(m.place().file().path()))
            .count();
    long files =
        workspace.metricFiles().keySet().stream().filter(asked).count()
            + workspace.modelFiles().keySet().stream().filter(asked).count();
    List<String> parts = new ArrayList<>();
    add(parts, counted(metrics, "metric"), metrics);
    add(parts, queries == 1 ? "1 query" : queries + " queries", queries);
    add(parts, counted(asserts, "assert"), asserts);
    add(parts, counted(tests, "test"), tests);
    add(parts, counted(models, "model"), models);
    String what = parts.isEmpty() ? "nothing" : String.join(", ", parts);
    return what + " in " + counted(files, "file");
  }

  private static void add(List<String> parts, String text, long count) {
    if (count > 0) {
      parts.add(text);
    }
  }

  static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
