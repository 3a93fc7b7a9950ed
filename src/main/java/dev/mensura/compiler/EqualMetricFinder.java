package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.EqualMetrics;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds metrics that mean the same under different names: one of them is a metric too many. */
final class EqualMetricFinder {
  private static final Comparator<Place> ORDER =
      Comparator.comparing((Place p) -> p.file().path()).thenComparing(p -> p.span().start());

  private EqualMetricFinder() {}

  /** A warning for each metric that means what one declared before it means. */
  static List<Diagnostic> find(Analysis analysis) {
    EqualMetrics equal =
        EqualMetrics.NONE.next(
            analysis.metrics(), analysis::metric, analysis.catalog(), analysis::rows);
    Map<String, Declared<Declaration.Metric>> declarations = analysis.metricDeclarations();
    var found = new ArrayList<Diagnostic>();
    for (List<String> group : equal.groups()) {
      List<Place> places =
          group.stream()
              .map(declarations::get)
              .map(d -> new Place(d.file(), d.declaration().name().span()))
              .sorted(ORDER)
              .toList();
      Place first = places.getFirst();
      for (Place other : places.subList(1, places.size())) {
        found.add(
            Diagnostic.of(
                    Code.EQUAL_METRICS,
                    other,
                    "Metric `%s` means the same as `%s`.".formatted(other.text(), first.text()))
                .note(
                    "`metric %s = %s` says that it is another name."
                        .formatted(other.text(), first.text()))
                .related(first, "`" + first.text() + "` is declared here"));
      }
    }
    return found;
  }
}
