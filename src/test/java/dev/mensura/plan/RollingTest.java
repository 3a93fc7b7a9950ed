package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often the rows of a table are read for windows and shifts. */
class RollingTest {
  private static final Project PROJECT = ShapeTest.shop();
  private static final Dialect DUCKDB = Dialect.of("duckdb").orElseThrow();
  private static final String WHOLE_MONTHS = " where month in @2024-01..@2024-06";

  @Test
  void manyWindowsOfManyMetricsReadTheTableOnce() {
    var items = new ArrayList<String>();
    for (String metric : List.of("revenue", "orders_placed", "paid", "paid_share", "last_order")) {
      for (String window : List.of("last 7 days", "last 28 days", "year to date", "all time")) {
        items.add(metric + " over " + window + " as " + metric + "_" + items.size());
      }
    }
    assertThat(reads(String.join(", ", items) + " by day, status" + WHOLE_MONTHS)).isEqualTo(1);
  }

  @Test
  void theMetricItselfReadsWhatItsShiftsRead() {
    assertThat(reads("revenue, revenue 1 year ago as before by month" + WHOLE_MONTHS)).isEqualTo(1);
    assertThat(
            reads(
                "revenue, revenue 1 month ago as m, revenue over last 28 days as r by day"
                    + WHOLE_MONTHS))
        .isEqualTo(1);
  }

  @Test
  void distinctValuesOfSeveralWindowsAreReadOnce() {
    String customers = "(count_distinct orders.customer_id)";
    assertThat(
            reads(
                customers
                    + " over last 7 days as w, "
                    + customers
                    + " over last 28 days as m by day"
                    + WHOLE_MONTHS))
        .isEqualTo(1);
  }

  @Test
  void onlyTheEndsOfTheDataAreReadBesides() {
    assertThat(reads("revenue over all time as total by day")).isEqualTo(2);
  }

  private static long reads(String query) {
    String sql = DUCKDB.render(PROJECT.plan(query));
    return Pattern.compile("(FROM|JOIN) orders\\b").matcher(sql).results().count();
  }
}
