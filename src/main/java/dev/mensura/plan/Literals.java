package dev.mensura.plan;

import dev.mensura.type.Duration;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Makes expressions; its texts are VARCHAR, which no database pads when it compares. */
final class Literals extends RexBuilder {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Types types;
  private final ZoneId zone;

  Literals(Types types, ZoneId zone) {
    super(types);
    this.types = types;
    this.zone = zone;
  }

  /** A constant of the language. */
  RexNode constant(@Nullable Object value, ValueType type) {
    return switch (value) {
      case null -> makeNullLiteral(types.of(type));
      case BigDecimal number -> number(number, type);
      case String text -> text(text);
      case Boolean truth -> makeLiteral(truth);
      case LocalDate date ->
          type.is(ValueType.Kind.DATE) ? date(date) : time(date.atStartOfDay(), type);
      case LocalDateTime time ->
          type.is(ValueType.Kind.DATE) ? date(time.toLocalDate()) : time(time, type);
      case Duration duration -> makeApproxLiteral(duration.seconds().orElseThrow());
      default -> throw new IllegalArgumentException("no constant: " + value.getClass());
    };
  }

  RexLiteral whole(long value) {
    return makeExactLiteral(BigDecimal.valueOf(value), types.notNull(types.of(ValueType.INTEGER)));
  }

  private RexNode number(BigDecimal value, ValueType type) {
    if (type.is(ValueType.Kind.DOUBLE) || value.precision() > ValueType.MAX_PRECISION) {
      return makeApproxLiteral(value);
    }
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    RelDataType exact =
        plain.scale() == 0 && plain.unscaledValue().bitLength() < 64
            ? types.createSqlType(SqlTypeName.BIGINT)
            : types.createSqlType(
                SqlTypeName.DECIMAL, Math.max(plain.precision(), plain.scale()), plain.scale());
    return plain.scale() > ValueType.MAX_PRECISION
        ? makeApproxLiteral(value)
        : makeExactLiteral(plain, exact);
  }

  private RexNode text(String value) {
    RelDataType varchar =
        types.createTypeWithCharsetAndCollation(
            types.createSqlType(SqlTypeName.VARCHAR),
            StandardCharsets.UTF_8,
            SqlCollation.IMPLICIT);
    return makeLiteral(
        new NlsString(value, StandardCharsets.UTF_8.name(), SqlCollation.IMPLICIT),
        varchar,
        SqlTypeName.CHAR);
  }

  RexLiteral date(LocalDate date) {
    return makeDateLiteral(DateString.fromDaysSinceEpoch(Math.toIntExact(date.toEpochDay())));
  }

  /** A date and time of day in the project's zone, as a timestamp or as an instant. */
  RexLiteral time(LocalDateTime time, ValueType type) {
    return type.is(ValueType.Kind.TIMESTAMPTZ)
        ? makeTimestampWithLocalTimeZoneLiteral(
            string(time.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()), 6)
        : makeTimestampLiteral(string(time), 6);
  }

  private static TimestampString string(LocalDateTime time) {
    return new TimestampString(SECONDS.format(time)).withNanos(time.getNano() / 1000 * 1000);
  }
}
