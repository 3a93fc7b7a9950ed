package dev.mensura.source;

/**
 * A place as people count: both from 1, the column in UTF-16 units.
 *
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record Position(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
