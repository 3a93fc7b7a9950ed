package dev.mensura.ir;

import java.util.Optional;

/**
 * What a model says of its rows, every name resolved.
 *
 * @param where which rows of its table exist for the model; none: all
 * @param time when a row happened: what a bare grain is taken of
 */
public record ModelRows(Optional<RowExpr> where, Optional<RowExpr> time) {
  public static final ModelRows ALL = new ModelRows(Optional.empty(), Optional.empty());
}
