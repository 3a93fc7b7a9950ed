package dev.mensura.proof;

/** The types of values that are generated. */
enum Kind {
  INTEGER("integer", "BIGINT", "BIGINT"),
  DECIMAL("decimal(12,2)", "DECIMAL(12,2)", "NUMERIC(12,2)"),
  DOUBLE("double", "DOUBLE", "DOUBLE PRECISION"),
  STRING("string", "VARCHAR", "TEXT"),
  BOOLEAN("boolean", "BOOLEAN", "BOOLEAN"),
  DATE("date", "DATE", "DATE"),
  TIMESTAMP("timestamp", "TIMESTAMP", "TIMESTAMP"),
  INSTANT("timestamptz", "TIMESTAMPTZ", "TIMESTAMPTZ");

  private final String inModels;
  private final String inDuckDb;
  private final String inPostgres;

  Kind(String inModels, String inDuckDb, String inPostgres) {
    this.inModels = inModels;
    this.inDuckDb = inDuckDb;
    this.inPostgres = inPostgres;
  }

  /** As a model file says it. */
  String inModels() {
    return inModels;
  }

  String inDuckDb() {
    return inDuckDb;
  }

  String inPostgres() {
    return inPostgres;
  }

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == DOUBLE;
  }

  boolean isTime() {
    return this == DATE || this == TIMESTAMP || this == INSTANT;
  }
}
