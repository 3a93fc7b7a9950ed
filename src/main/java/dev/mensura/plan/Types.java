package dev.mensura.plan;

import dev.mensura.type.ValueType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The types of plans. A whole number is a BIGINT in a table and wide wherever it was calculated.
 */
final class Types extends SqlTypeFactoryImpl {
  Types() {
    super(Rules.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  RelDataType of(ValueType type) {
    RelDataType plain =
        switch (type.kind()) {
          case INTEGER -> createSqlType(SqlTypeName.BIGINT);
          case DECIMAL -> createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
          case DOUBLE, DURATION -> createSqlType(SqlTypeName.DOUBLE);
          case STRING -> createSqlType(SqlTypeName.VARCHAR);
          case BOOLEAN -> createSqlType(SqlTypeName.BOOLEAN);
          case DATE -> createSqlType(SqlTypeName.DATE);
          case TIMESTAMP -> createSqlType(SqlTypeName.TIMESTAMP, 6);
          case TIMESTAMPTZ -> createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);
          case TIME -> createSqlType(SqlTypeName.TIME, 6);
          case NULL -> createSqlType(SqlTypeName.NULL);
          case UNKNOWN ->
              throw new IllegalArgumentException("a value of unknown type is not planned");
        };
    return createTypeWithNullability(plain, true);
  }

  /** The type of calculated whole numbers: wider than any integer of a table. */
  RelDataType wide() {
    return createTypeWithNullability(createSqlType(SqlTypeName.DECIMAL, 38, 0), true);
  }

  RelDataType yesNo() {
    return createSqlType(SqlTypeName.BOOLEAN);
  }

  RelDataType of(SqlTypeName name) {
    return createTypeWithNullability(createSqlType(name), true);
  }

  RelDataType notNull(RelDataType type) {
    return createTypeWithNullability(type, false);
  }

  private static final class Rules extends RelDataTypeSystemImpl {
    static final Rules INSTANCE = new Rules();

    @Override
    public int getMaxPrecision(SqlTypeName type) {
      return switch (type) {
        case DECIMAL -> ValueType.MAX_PRECISION;
        case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
        default -> super.getMaxPrecision(type);
      };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL ? ValueType.MAX_PRECISION : super.getMaxScale(type);
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
      return true;
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
      RelDataType sum =
          switch (argument.getSqlTypeName()) {
            case BIGINT -> types.createSqlType(SqlTypeName.DECIMAL, ValueType.MAX_PRECISION, 0);
            case DECIMAL ->
                types.createSqlType(
                    SqlTypeName.DECIMAL, ValueType.MAX_PRECISION, argument.getScale());
            default -> argument;
          };
      return types.createTypeWithNullability(sum, argument.isNullable());
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
      return types.createTypeWithNullability(
          types.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
    }
  }
}
