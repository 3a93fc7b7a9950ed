package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Has Calcite check the types of an expression whose names and functions are known to be right. It
 * takes what some engine would convert, a text for a number even; the checker, which sees the
 * translation, is stricter and has the better words.
 */
final class Validation {
  private final Translation translation;
  private final RowTypes types;

  Validation(Translation translation, Columns columns) {
    this.translation = translation;
    this.types = new RowTypes(columns);
  }

  /** What does not fit; none for an expression that SQL can type. Changes the node. */
  Optional<Diagnostic> check(SqlNode node) {
    unqualify(node);
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            SqlFunctions.TABLE,
            types,
            types.factory(),
            SqlValidator.Config.DEFAULT
                .withConformance(SqlConformanceEnum.LENIENT)
                .withCallRewrite(false));
    try {
      validator.validateParameterizedExpression(node, types.columns());
      return Optional.empty();
    } catch (CalciteContextException failure) {
      return Optional.of(misfit(node, failure, validator));
    }
  }

  /** Columns may be written with the model's name, which Calcite knows nothing of. */
  private static void unqualify(SqlNode node) {
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            if (identifier.names.size() > 1) {
              int last = identifier.names.size() - 1;
              identifier.setNames(
                  List.of(identifier.names.get(last)),
                  List.of(identifier.getComponentParserPosition(last)));
            }
            return null;
          }
        });
  }

  private Diagnostic misfit(
      SqlNode whole, CalciteContextException failure, SqlValidator validator) {
    var pos =
        new SqlParserPos(
            failure.getPosLine(),
            failure.getPosColumn(),
            failure.getEndPosLine(),
            failure.getEndPosColumn());
    int start = translation.start(pos);
    int end = translation.end(pos);
    Span span = translation.sql.span(start, end);
    String text = translation.sql.excerpt(start, end);
    Diagnostic finding =
        translation.sql.finding(
            Code.SQL_EXPRESSION,
            span,
            "The parts of `" + text + "` are not of types that go together.");
    SqlNode node = nodeAt(whole, start, end);
    if (!(node instanceof SqlCall call)) {
      String type = node == null ? "" : RowTypes.name(validator.getValidatedNodeTypeIfKnown(node));
      return type.isEmpty()
          ? finding
          : translation.sql.finding(
              Code.SQL_EXPRESSION,
              span,
              "`" + text + "` is " + type + ", which SQL does not take here.");
    }
    List<String> parts = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      String type =
          RowTypes.name(operand == null ? null : validator.getValidatedNodeTypeIfKnown(operand));
      if (operand != null && !type.isEmpty()) {
        parts.add("`" + translation.text(operand) + "` is " + type);
      }
    }
    return parts.isEmpty() ? finding : finding.note(String.join(", ", parts) + ".");
  }

  private @Nullable SqlNode nodeAt(SqlNode whole, int start, int end) {
    var found = new ArrayList<SqlNode>();
    whole.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            keep(call);
            return super.visit(call);
          }

          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            keep(identifier);
            return null;
          }

          @Override
          public @Nullable Void visit(SqlLiteral literal) {
            keep(literal);
            return null;
          }

          private void keep(SqlNode node) {
            if (translation.start(node) == start && translation.end(node) == end) {
              found.add(node);
            }
          }
        });
    return found.isEmpty() ? null : found.getFirst();
  }
}
