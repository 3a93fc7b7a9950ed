package dev.mensura.check.sql;

import dev.mensura.model.Field;
import dev.mensura.type.ValueType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/** The columns of an expression with their types, as Calcite wants to be told of them. */
final class RowTypes implements SqlValidatorCatalogReader {
  private static final int MICROSECONDS = 6;

  private final RelDataTypeFactory factory = new Factory();
  private final Map<String, RelDataType> columns = new LinkedHashMap<>();

  RowTypes(Columns columns) {
    for (String name : columns.names()) {
      columns.find(name).ifPresent(field -> this.columns.put(name, type(field)));
    }
  }

  Map<String, RelDataType> columns() {
    return columns;
  }

  RelDataTypeFactory factory() {
    return factory;
  }

  private RelDataType type(Field field) {
    return factory.createTypeWithNullability(type(field.type()), field.nullable());
  }

  private RelDataType type(ValueType type) {
    return switch (type.kind()) {
      case INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
      case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
      case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
      case STRING -> factory.createSqlType(SqlTypeName.VARCHAR);
      case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
      case DATE -> factory.createSqlType(SqlTypeName.DATE);
      case TIMESTAMP, TIMESTAMPTZ -> factory.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS);
      case TIME -> factory.createSqlType(SqlTypeName.TIME, MICROSECONDS);
      case DURATION, NULL, UNKNOWN -> factory.createSqlType(SqlTypeName.ANY);
    };
  }

  /** What people call a type of Calcite, with its article; empty if it tells nothing. */
  static String name(@Nullable RelDataType type) {
    if (type == null) {
      return "";
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> "a boolean";
      case TINYINT, SMALLINT, INTEGER, BIGINT -> "an integer";
      case DECIMAL, FLOAT, REAL, DOUBLE -> "a number";
      case CHAR, VARCHAR -> "a string";
      case DATE -> "a date";
      case TIME -> "a time";
      case TIMESTAMP -> "a timestamp";
      default -> "";
    };
  }

  /** Texts are Unicode, and decimals have as many digits as ours. */
  private static final class Factory extends SqlTypeFactoryImpl {
    Factory() {
      super(
          new RelDataTypeSystemImpl() {
            @Override
            public int getMaxPrecision(SqlTypeName name) {
              return name == SqlTypeName.DECIMAL
                  ? ValueType.MAX_PRECISION
                  : super.getMaxPrecision(name);
            }

            @Override
            public int getMaxScale(SqlTypeName name) {
              return name == SqlTypeName.DECIMAL
                  ? ValueType.MAX_PRECISION
                  : super.getMaxScale(name);
            }
          });
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }

  // An expression over columns alone looks nothing up in a catalog.

  @Override
  public @Nullable SqlValidatorTable getTable(List<String> names) {
    return null;
  }

  @Override
  public @Nullable RelDataType getNamedType(SqlIdentifier name) {
    return switch (SqlTypes.beyondStandard(name.toString())) {
      case "string" -> factory.createSqlType(SqlTypeName.VARCHAR);
      case "boolean" -> factory.createSqlType(SqlTypeName.BOOLEAN);
      default -> null;
    };
  }

  @Override
  public List<SqlMoniker> getAllSchemaObjectNames(List<String> names) {
    return List.of();
  }

  @Override
  public List<List<String>> getSchemaPaths() {
    return List.of(List.of());
  }

  @Override
  public SqlNameMatcher nameMatcher() {
    return SqlNameMatchers.withCaseSensitive(true);
  }

  @Override
  public RelDataType createTypeFromProjection(RelDataType type, List<String> names) {
    return type;
  }

  @SuppressWarnings("deprecation")
  @Override
  public boolean isCaseSensitive() {
    return true;
  }

  @SuppressWarnings("deprecation")
  @Override
  public boolean matches(String one, String other) {
    return one.equals(other);
  }

  @SuppressWarnings("deprecation")
  @Override
  public @Nullable RelDataTypeField field(RelDataType row, String name) {
    return null;
  }

  @Override
  public CalciteSchema getRootSchema() {
    throw new UnsupportedOperationException("an expression has no schema");
  }

  @Override
  public CalciteConnectionConfig getConfig() {
    return CalciteConnectionConfig.DEFAULT;
  }

  @Override
  public <C> @Nullable C unwrap(Class<C> type) {
    return null;
  }
}
