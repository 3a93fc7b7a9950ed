package dev.mensura.live;

import dev.mensura.engine.Result;
import dev.mensura.engine.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps rows as long as the caps let it. */
final class CappedRows implements Rows {
  /** What a number, a date or a null takes, about. */
  private static final int BYTES_OF_A_VALUE = 12;

  private final Caps caps;
  private List<Result.Column> columns = List.of();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private long bytes;
  private boolean isTruncated;

  CappedRows(Caps caps) {
    this.caps = caps;
  }

  @Override
  public void columns(List<Result.Column> columns) {
    this.columns = columns;
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    long more = 0;
    for (Object value : values) {
      more += value instanceof String text ? text.length() + 3L : BYTES_OF_A_VALUE;
    }
    // The row that doesn't fit shows that there is more.
    isTruncated = rows.size() >= caps.rows() || bytes + more > caps.bytes();
    if (!isTruncated) {
      bytes += more;
      rows.add(values);
    }
    return !isTruncated;
  }

  boolean isTruncated() {
    return isTruncated;
  }

  Result result() {
    return new Result(columns, rows);
  }
}
