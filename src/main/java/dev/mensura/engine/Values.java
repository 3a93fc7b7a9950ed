package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes our values of JDBC's. */
final class Values {
  private Values() {}

  static List<Result.Column> columns(ResultSetMetaData data) throws SQLException {
    List<Result.Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(new Result.Column(data.getColumnLabel(i), type(data, i)));
    }
    return columns;
  }

  private static ValueType type(ResultSetMetaData data, int column) throws SQLException {
    String name = data.getColumnTypeName(column).toLowerCase(Locale.ROOT);
    return switch (data.getColumnType(column)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ValueType.INTEGER;
      case Types.NUMERIC, Types.DECIMAL ->
          decimal(data.getPrecision(column), data.getScale(column));
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ValueType.DOUBLE;
      case Types.BOOLEAN -> ValueType.BOOLEAN;
      case Types.BIT -> name.equals("bool") ? ValueType.BOOLEAN : ValueType.STRING;
      case Types.DATE -> ValueType.DATE;
      case Types.TIME -> name.equals("timetz") ? ValueType.STRING : ValueType.TIME;
      case Types.TIMESTAMP ->
          name.equals("timestamptz") ? ValueType.TIMESTAMPTZ : ValueType.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> ValueType.TIMESTAMPTZ;
      default -> name.endsWith("hugeint") ? ValueType.INTEGER : ValueType.STRING;
    };
  }

  /** PostgreSQL's numeric without a precision says 0 for it. */
  private static ValueType decimal(int precision, int scale) {
    boolean known = precision > 0 && precision <= ValueType.MAX_PRECISION && scale >= 0;
    return known && scale <= precision
        ? ValueType.decimal(precision, scale)
        : ValueType.decimal(ValueType.MAX_PRECISION, 10);
  }

  static @Nullable Object read(ResultSet row, int column, ValueType type) throws SQLException {
    return switch (type.kind()) {
      case INTEGER -> integer(row.getObject(column));
      case DECIMAL -> row.getBigDecimal(column);
      case DOUBLE -> {
        double value = row.getDouble(column);
        yield row.wasNull() ? null : value;
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(column);
        yield row.wasNull() ? null : value;
      }
      case DATE -> row.getObject(column, LocalDate.class);
      case TIME -> row.getObject(column, LocalTime.class);
      case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
      case TIMESTAMPTZ -> row.getObject(column, OffsetDateTime.class);
      case STRING, DURATION, NULL, UNKNOWN -> {
        Object value = row.getObject(column);
        yield value == null ? null : value.toString();
      }
    };
  }

  private static @Nullable BigDecimal integer(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigInteger big -> new BigDecimal(big);
      default -> BigDecimal.valueOf(((Number) value).longValue());
    };
  }
}
