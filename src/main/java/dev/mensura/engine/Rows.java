package dev.mensura.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of an answer one by one. */
public interface Rows {
  /** Comes once, before any row. */
  void columns(List<Result.Column> columns);

  /**
   * @param values one for each column, as in {@link Result}
   * @return whether more rows are wanted; without that, the rest is never read
   */
  boolean row(List<@Nullable Object> values);
}
