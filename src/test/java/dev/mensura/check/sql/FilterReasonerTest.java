package dev.mensura.check.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Verdicts on random predicates, held against every row there can be. */
class FilterReasonerTest {
  private static final long SEED = 20_240_229L;
  private static final int LEAST_PROVED = 97;
  private static final int CASES = Integer.getInteger("filter.cases", 6_000);

  @Test
  void verdictsHoldForEveryRow() {
    var random = new Random(SEED);
    int seen = 0;
    int proved = 0;
    for (int i = 0; i < CASES; i++) {
      RowExpr predicate = new Predicates(random, columns(random)).predicate(3);
      Verdict truth = verdict(predicate);
      Verdict verdict = FilterReasoner.judge(predicate, Rows.CATALOG);
      if (verdict != Verdict.DEPENDS) {
        assertThat(verdict).as("seed %d, case %d: %s", SEED, i, predicate).isEqualTo(truth);
      }
      if (truth != Verdict.DEPENDS && isModelled(predicate)) {
        seen++;
        proved += verdict == truth ? 1 : 0;
      }
    }
    assertThat(proved).as("proved of %d", seen).isGreaterThan(seen * LEAST_PROVED / 100);
  }

  @Test
  void implicationsHoldForEveryRow() {
    var random = new Random(SEED);
    int seen = 0;
    int proved = 0;
    for (int i = 0; i < CASES / 3; i++) {
      var predicates = new Predicates(random, columns(random));
      RowExpr one = predicates.predicate(2);
      RowExpr other = predicates.predicate(1);
      boolean truth =
          rows(List.of(one, other)).stream().allMatch(row -> !holds(one, row) || holds(other, row));
      boolean verdict = FilterReasoner.implies(one, other, Rows.CATALOG);
      assertThat(!verdict || truth)
          .as("seed %d, case %d: %s implies %s", SEED, i, one, other)
          .isTrue();
      if (truth && isModelled(one) && isModelled(other)) {
        seen++;
        proved += verdict ? 1 : 0;
      }
    }
    assertThat(proved).as("proved of %d", seen).isGreaterThan(seen * LEAST_PROVED / 100);
  }

  /** Whether nothing in a predicate is beyond what the reasoner takes apart. */
  private static boolean isModelled(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Call c -> {
        boolean texts = c.arguments().stream().anyMatch(a -> a.type().is(ValueType.Kind.STRING));
        boolean opaque =
            switch (c.function()) {
              case PLUS, STARTS_WITH -> true;
              case LT, LE, GT, GE -> texts;
              default -> false;
            };
        yield !opaque && c.arguments().stream().allMatch(FilterReasonerTest::isModelled);
      }
      case RowExpr.During c -> isModelled(c.value());
      // The month of a time is a value apart from the time.
      case RowExpr.Part c -> false;
      case RowExpr.Truncate c -> true;
      case RowExpr.Column c -> true;
      case RowExpr.Constant c -> true;
      case RowExpr.OwnTime c -> true;
      case RowExpr.MetricOfRow c -> true;
      case RowExpr.Ranked c -> true;
      case RowExpr.Credited c -> true;
    };
  }

  private static List<String> columns(Random random) {
    var all = new ArrayList<>(Rows.VALUES.keySet());
    Collections.shuffle(all, random);
    return all.subList(0, random.nextInt(4) == 0 ? 3 : 1 + random.nextInt(2));
  }

  private static Verdict verdict(RowExpr predicate) {
    boolean some = false;
    boolean all = true;
    for (Map<String, @Nullable Object> row : rows(List.of(predicate))) {
      boolean holds = holds(predicate, row);
      some |= holds;
      all &= holds;
    }
    return !some ? Verdict.NEVER : all ? Verdict.ALWAYS : Verdict.DEPENDS;
  }

  private static boolean holds(RowExpr predicate, Map<String, @Nullable Object> row) {
    return Boolean.TRUE.equals(Rows.value(predicate, row));
  }

  /** Every combination of values of the columns that predicates read. */
  private static List<Map<String, @Nullable Object>> rows(List<RowExpr> predicates) {
    var names = new TreeSet<String>();
    predicates.forEach(predicate -> collect(predicate, names));
    List<Map<String, @Nullable Object>> rows = List.of(Map.of());
    for (String name : names) {
      var more = new ArrayList<Map<String, @Nullable Object>>();
      for (Map<String, @Nullable Object> row : rows) {
        for (Object value : Rows.VALUES.get(name)) {
          var longer = new HashMap<>(row);
          longer.put(name, value);
          more.add(longer);
        }
      }
      rows = more;
    }
    return rows;
  }

  private static void collect(RowExpr expr, TreeSet<String> names) {
    if (expr instanceof RowExpr.Column column) {
      names.add(column.field());
    }
    expr.operands().forEach(operand -> collect(operand, names));
  }
}
