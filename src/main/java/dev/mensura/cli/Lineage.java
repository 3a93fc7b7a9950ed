package dev.mensura.cli;

import dev.mensura.check.Analysis;
import dev.mensura.ir.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a metric is made of, as a tree that ends in models. */
final class Lineage {
  private static final int DEEPEST = 12;

  private final Analysis analysis;
  private final Set<String> told = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  Lineage(Analysis analysis) {
    this.analysis = analysis;
  }

  String tree(Metric metric) {
    text.append(metric.name()).append('\n');
    told.add(metric.name());
    branches(metric, "", 0);
    return text.toString();
  }

  private void branches(Metric metric, String indent, int depth) {
    List<String> below = new ArrayList<>(metric.uses());
    // What it doesn't read through other metrics it reads itself.
    Set<String> through = new HashSet<>();
    for (String used : metric.uses()) {
      analysis.metric(used).ifPresent(m -> through.addAll(m.signature().bases()));
    }
    List<String> models =
        metric.signature().bases().stream().filter(base -> !through.contains(base)).toList();
    below.addAll(models);
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      boolean isModel = i >= below.size() - models.size();
      text.append(indent).append(last ? "└─ " : "├─ ").append(below.get(i));
      text.append(isModel ? " (model)" : "");
      String deeper = indent + (last ? "   " : "│  ");
      if (!isModel) {
        below(below.get(i), deeper, depth + 1);
      } else {
        text.append('\n');
      }
    }
  }

  private void below(String name, String indent, int depth) {
    if (!told.add(name)) {
      text.append(" (see above)\n");
    } else if (depth == DEEPEST) {
      text.append(" …\n");
    } else {
      text.append('\n');
      analysis.metric(name).ifPresent(metric -> branches(metric, indent, depth));
    }
  }
}
