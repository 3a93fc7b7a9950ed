package dev.mensura.sql;

import dev.mensura.plan.QueryPlan;
import dev.mensura.plan.SourceTable;
import dev.mensura.plan.Stage;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;

/** Writes a plan: its stages as named parts of one WITH, its answer behind them. */
final class Statement {
  private final Spelling spelling;

  Statement(Spelling spelling) {
    this.spelling = spelling;
  }

  String write(QueryPlan plan) {
    var lines = new ArrayList<String>();
    List<Stage> parts = plan.stages().subList(0, plan.stages().size() - 1);
    for (int i = 0; i < parts.size(); i++) {
      Stage stage = parts.get(i);
      String name = spelling.identifiers().quoted(stage.name());
      String how = stage.reuse() == Stage.Reuse.ONCE ? " AS MATERIALIZED (" : " AS (";
      lines.add((i == 0 ? "WITH " : "") + name + how);
      lines.addAll(stage(stage.rel()));
      lines.add(i == parts.size() - 1 ? ")" : "),");
    }
    lines.addAll(select(plan.answer().rel()));
    return String.join("\n", lines);
  }

  private List<String> stage(RelNode rel) {
    if (rel instanceof TableScan scan
        && scan.getTable().unwrap(SourceTable.class) instanceof SourceTable table
        && table.origin() instanceof SourceTable.Origin.Written written) {
      return written(written.sql());
    }
    return select(rel).stream().map(line -> "  " + line).toList();
  }

  /** As it stands: moving its lines would change texts that span several. */
  private static List<String> written(String sql) {
    String text = sql.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    return List.of(text);
  }

  private List<String> select(RelNode rel) {
    if (!(rel instanceof Union union)) {
      return new Select(spelling, rel).lines();
    }
    var lines = new ArrayList<String>();
    for (RelNode branch : union.getInputs()) {
      if (!lines.isEmpty()) {
        lines.add("UNION ALL");
      }
      lines.addAll(select(branch));
    }
    return lines;
  }
}
