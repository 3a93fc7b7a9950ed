package dev.mensura.verify;

import dev.mensura.engine.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the first rows of an answer and counts all of them. */
final class Rows implements dev.mensura.engine.Rows {
  /** More examples tell nobody more. */
  static final int SHOWN = 10;

  private final List<List<@Nullable Object>> first = new ArrayList<>();
  private final int most;
  private long count;

  Rows(int most) {
    this.most = most;
  }

  @Override
  public void columns(List<Result.Column> columns) {}

  @Override
  public boolean row(List<@Nullable Object> values) {
    if (count < most) {
      first.add(values);
    }
    count++;
    return true;
  }

  List<List<@Nullable Object>> first() {
    return first;
  }

  long count() {
    return count;
  }

  long more() {
    return count - first.size();
  }
}
