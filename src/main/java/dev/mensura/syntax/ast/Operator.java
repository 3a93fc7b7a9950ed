package dev.mensura.syntax.ast;

/** The operators between two operands. */
public enum Operator {
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDE("/"),
  MODULO("%"),
  CONCAT("||"),
  EQ("="),
  NE("!="),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  AND("and"),
  OR("or");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public boolean isComparison() {
    return switch (this) {
      case EQ, NE, LT, LE, GT, GE -> true;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, CONCAT, AND, OR -> false;
    };
  }

  public boolean isLogical() {
    return this == AND || this == OR;
  }
}
