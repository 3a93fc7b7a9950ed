package dev.mensura.check.sql;

import dev.mensura.diagnostic.Diagnostic;
import java.io.StringReader;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.TokenMgrError;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/** Parses an SQL expression with Calcite. */
final class SqlReader {
  private static final int LONGEST_NAME = 256;

  private SqlReader() {}

  /**
   * What was read.
   *
   * @param node null exactly if there are diagnostics
   */
  record Parsed(@Nullable SqlNode node, List<SqlToken> tokens, List<Diagnostic> diagnostics) {}

  static Parsed read(SqlText sql, Columns columns) {
    SqlScanner.Scanned scanned = SqlScanner.scan(sql);
    List<SqlToken> tokens = scanned.tokens();
    if (!scanned.diagnostics().isEmpty()) {
      return new Parsed(null, tokens, scanned.diagnostics());
    }
    SqlAbstractParserImpl parser = parser(sql.value());
    // Calcite's parser throws whatever its generated code throws, errors of its scanner included.
    try {
      SqlNode node = parser.parseSqlExpressionEof();
      nameTimes(node, sql);
      return new Parsed(node, tokens, List.of());
    } catch (Exception | TokenMgrError failure) {
      SqlParseException normal = parser.normalizeException(failure);
      return new Parsed(null, tokens, List.of(new SyntaxErrors(sql, tokens, columns).of(normal)));
    }
  }

  /** {@code DATE_TRUNC('month', day)} is of a column {@code day}, though a day is a period too. */
  private static void nameTimes(SqlNode node, SqlText sql) {
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            boolean truncates = call.getKind() == SqlKind.DATE_TRUNC && call.operandCount() == 2;
            if (truncates
                && call.operand(0) instanceof SqlCharStringLiteral
                && call.operand(1) instanceof SqlIntervalQualifier period) {
              SqlParserPos pos = period.getParserPosition();
              int start = sql.index(pos.getLineNum(), pos.getColumnNum());
              int end = sql.index(pos.getEndLineNum(), pos.getEndColumnNum()) + 1;
              call.setOperand(1, new SqlIdentifier(sql.value().substring(start, end), pos));
            }
            return super.visit(call);
          }
        });
  }

  /** Babel keeps few words for itself, so that {@code SUM(month)} is read. */
  private static SqlAbstractParserImpl parser(String text) {
    var parser = new SqlBabelParserImpl(new StringReader(text));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(LONGEST_NAME);
    parser.setConformance(SqlConformanceEnum.LENIENT);
    parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
    return parser;
  }
}
