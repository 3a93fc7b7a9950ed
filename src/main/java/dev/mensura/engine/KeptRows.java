package dev.mensura.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps all rows. */
final class KeptRows implements Rows {
  private List<Result.Column> columns = List.of();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  @Override
  public void columns(List<Result.Column> columns) {
    this.columns = columns;
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    return rows.add(values);
  }

  Result result() {
    return new Result(columns, rows);
  }
}
