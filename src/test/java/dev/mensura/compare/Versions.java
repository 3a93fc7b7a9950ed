package dev.mensura.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.compiler.Workspace;
import dev.mensura.source.SourceFile;
import java.util.List;

/** Two versions of a small project, told by what is written in them. */
final class Versions {
  static final String MODELS =
      """
      model: users
      table: users
      primary_key: user_id
      time: signed_up
      entity: user
      fields:
        user_id: {type: integer, nullable: false}
        login_count: {type: integer, nullable: false}
        plan: {type: string, nullable: false, values: [free, pro, team]}
        region: string
        age: integer
        revenue: {type: "decimal(12,2)", unit: USD}
        cost: {type: "decimal(12,2)", unit: USD}
        margin: {type: "decimal(14,2)", unit: USD, expr: revenue - cost}
        signed_up: date
        left_on: date
        active: {type: boolean, nullable: false}
      ---
      model: invoices
      table: invoices
      primary_key: invoice_id
      time: issued_on
      entity: invoice
      fields:
        invoice_id: {type: integer, nullable: false}
        user_id: integer
        amount: {type: "decimal(12,2)", unit: USD}
        euros: {type: "decimal(12,2)", unit: EUR}
        issued_on: date
        paid_on: date
        sent_at: timestamptz
      joins:
        payer: {model: users, on: user_id}
      """;

  private Versions() {}

  static Workspace project(String models, String metrics) {
    return Workspace.of(
        List.of(new SourceFile("models/all.yml", models), new SourceFile("all.metric", metrics)));
  }

  static Workspace sound(String models, String metrics) {
    Workspace workspace = project(models, metrics);
    assertThat(workspace.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
    return workspace;
  }

  /**
   * Everything that changed, each in a line: {@code kind name: reason (notes)}, {@code !} breaks.
   */
  static List<String> lines(Workspace before, Workspace after) {
    return Comparison.of(before, after).differences().stream()
        .filter(d -> d.kind() != Kind.UNCHANGED || !d.notes().isEmpty())
        .map(Versions::line)
        .toList();
  }

  static String line(Difference d) {
    String notes = d.notes().isEmpty() ? "" : " (" + String.join("; ", d.notes()) + ")";
    String dependents = d.dependents().isEmpty() ? "" : " -> " + String.join(", ", d.dependents());
    String mark = d.isBreaking() ? "! " : "";
    return mark + d.kind().text() + " " + d.name() + ": " + d.reason() + notes + dependents;
  }
}
