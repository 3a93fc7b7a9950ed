package dev.mensura.check.sql;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Calendar;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * Reads SQL expressions that users write. Each is parsed and validated by Calcite against the
 * fields of one model and said again in our own syntax, whose spans are the characters inside the
 * text: so the checker types it like any other expression, and nothing is ever pasted into a query.
 */
public final class SqlExpressions {
  private SqlExpressions() {}

  /** The aggregate expression of {@code sql model "…"}, over the fields of the model. */
  public static Translated metric(
      Expr.Sql sql, SourceFile file, SemanticModel model, Calendar calendar) {
    return translate(
        new SqlText(sql.text(), file), Columns.ofFields(model), calendar, Level.METRIC);
  }

  /** The expression of a field with {@code sql:}, over the columns of the model's table. */
  public static Translated row(
      Expr.Text text, SourceFile file, SemanticModel model, Calendar calendar) {
    return translate(new SqlText(text, file), Columns.ofTable(model), calendar, Level.ROW);
  }

  private static Translated translate(
      SqlText sql, Columns columns, Calendar calendar, Level level) {
    SqlReader.Parsed parsed = SqlReader.read(sql, columns);
    SqlNode node = parsed.node();
    if (node == null) {
      return Translated.failed(parsed.diagnostics());
    }
    var translation = new Translation(sql, parsed.tokens(), columns, calendar);
    Translated translated = level == Level.ROW ? translation.row(node) : translation.metric(node);
    if (translated.expr().isEmpty()) {
      return translated;
    }
    Optional<Diagnostic> misfit = new Validation(translation, columns).check(node);
    return misfit.isEmpty() ? translated : Translated.failed(List.of(misfit.get()));
  }
}
