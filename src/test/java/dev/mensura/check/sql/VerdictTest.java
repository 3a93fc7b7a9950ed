package dev.mensura.check.sql;

import static dev.mensura.check.sql.Rows.column;
import static dev.mensura.check.sql.Rows.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Edge;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be proved of filters that people write by mistake. */
class VerdictTest {
  @Test
  void allValuesOfAClosedFieldAlwaysHold() {
    assertThat(judge(in(column("s"), "p", "q", "r"))).isEqualTo(Verdict.ALWAYS);
    assertThat(judge(in(column("s"), "p", "q"))).isEqualTo(Verdict.DEPENDS);
  }

  @Test
  void aNullKeepsAllValuesFromHoldingAlways() {
    assertThat(judge(in(column("t"), "p", "q"))).isEqualTo(Verdict.DEPENDS);
    assertThat(judge(or(in(column("t"), "p", "q"), isNull(column("t"))))).isEqualTo(Verdict.ALWAYS);
  }

  @Test
  void noValueOfAClosedFieldIsLeft() {
    RowExpr none = and(ne("s", "p"), ne("s", "q"), ne("s", "r"));
    assertThat(judge(none)).isEqualTo(Verdict.NEVER);
  }

  @Test
  void twoValuesAtOnceNeverHold() {
    assertThat(judge(and(eq("u", "p"), eq("u", "q")))).isEqualTo(Verdict.NEVER);
    assertThat(judge(and(eq("u", "p"), ne("u", "p")))).isEqualTo(Verdict.NEVER);
    assertThat(judge(or(ne("u", "p"), ne("u", "q")))).isEqualTo(Verdict.DEPENDS);
    assertThat(judge(or(ne("u", "p"), ne("u", "q"), isNull(column("u")))))
        .isEqualTo(Verdict.ALWAYS);
  }

  @Test
  void thereIsNoWholeNumberBetweenNeighbours() {
    RowExpr a = column("a");
    RowExpr x = column("x");
    assertThat(judge(and(call(Function.GT, a, number("3")), call(Function.LT, a, number("4")))))
        .isEqualTo(Verdict.NEVER);
    assertThat(judge(and(call(Function.GT, x, number("3")), call(Function.LT, x, number("4")))))
        .isEqualTo(Verdict.DEPENDS);
    assertThat(judge(call(Function.EQ, a, number("3.5")))).isEqualTo(Verdict.NEVER);
  }

  @Test
  void spansThatDoNotMeetNeverHold() {
    RowExpr may = during(column("ts"), "2024-05-01", "2024-06-01");
    RowExpr june = during(column("ts"), "2024-06-01", "2024-07-01");
    assertThat(judge(and(may, june))).isEqualTo(Verdict.NEVER);
    assertThat(judge(or(may, june))).isEqualTo(Verdict.DEPENDS);
  }

  @Test
  void periodsAreComparedWithTheTimesInThem() {
    var month = new RowExpr.Truncate(column("ts"), Grain.MONTH, ValueType.DATE);
    RowExpr may = during(month, "2024-05-01", "2024-06-01");
    RowExpr later = during(column("ts"), "2024-06-01", "2024-07-01");
    assertThat(judge(and(may, later))).isEqualTo(Verdict.NEVER);
    assertThat(
            FilterReasoner.implies(
                may, during(column("ts"), "2024-01-01", "2025-01-01"), Rows.CATALOG))
        .isTrue();
  }

  @Test
  void thereIsNoThirteenthMonth() {
    var month = new RowExpr.Part(column("ts"), TimePart.MONTH_OF_YEAR);
    assertThat(judge(call(Function.EQ, month, number("13")))).isEqualTo(Verdict.NEVER);
    assertThat(judge(call(Function.LE, month, number("12")))).isEqualTo(Verdict.ALWAYS);
  }

  @Test
  void aFarRowMayBeMissingWhateverItsFieldSays() {
    var edge = new Edge("other", "rows", "rows", List.of(), Edge.Cardinality.TO_ONE);
    var far = new RowExpr.Column(JoinPath.at("rows").then(edge), "s", ValueType.STRING, false);
    assertThat(judge(in(far, "p", "q", "r"))).isEqualTo(Verdict.DEPENDS);
    assertThat(judge(isNull(far))).isEqualTo(Verdict.DEPENDS);
  }

  @Test
  void orderOfTextsIsEachEnginesOwn() {
    RowExpr.Column u = column("u");
    RowExpr between = and(call(Function.LT, u, text("B")), call(Function.GT, u, text("a")));
    assertThat(judge(between)).isEqualTo(Verdict.DEPENDS);
  }

  @Test
  void constantsDecide() {
    var no = new RowExpr.Constant(false, ValueType.BOOLEAN);
    var unknown = new RowExpr.Constant(null, ValueType.BOOLEAN);
    assertThat(judge(and(no, eq("u", "p")))).isEqualTo(Verdict.NEVER);
    assertThat(judge(or(call(Function.NOT, no), eq("u", "p")))).isEqualTo(Verdict.ALWAYS);
    assertThat(judge(unknown)).isEqualTo(Verdict.NEVER);
  }

  @Test
  void longListsDependOnTheData() {
    var arguments = new ArrayList<RowExpr>(List.of(column("a")));
    for (int i = 0; i < 100_000; i++) {
      arguments.add(number(String.valueOf(i)));
    }
    var in = new RowExpr.Call(Function.IN, arguments, ValueType.BOOLEAN, true);
    assertThat(judge(and(in, eq("u", "p")))).isEqualTo(Verdict.DEPENDS);
  }

  @Test
  void aConditionImpliesAWeakerOne() {
    RowExpr strong = and(call(Function.GT, column("a"), number("5")), eq("u", "p"));
    RowExpr weak = call(Function.GE, column("a"), number("3"));
    assertThat(FilterReasoner.implies(strong, weak, Rows.CATALOG)).isTrue();
    assertThat(FilterReasoner.implies(weak, strong, Rows.CATALOG)).isFalse();
  }

  private static Verdict judge(RowExpr predicate) {
    return FilterReasoner.judge(predicate, Rows.CATALOG);
  }

  private static RowExpr call(Function function, RowExpr... arguments) {
    boolean nullable = Arrays.stream(arguments).anyMatch(RowExpr::nullable);
    return new RowExpr.Call(function, List.of(arguments), ValueType.BOOLEAN, nullable);
  }

  private static RowExpr and(RowExpr... parts) {
    return call(Function.AND, parts);
  }

  private static RowExpr or(RowExpr... parts) {
    return call(Function.OR, parts);
  }

  private static RowExpr isNull(RowExpr value) {
    return new RowExpr.Call(Function.IS_NULL, List.of(value), ValueType.BOOLEAN, false);
  }

  private static RowExpr eq(String column, String value) {
    return call(Function.EQ, column(column), text(value));
  }

  private static RowExpr ne(String column, String value) {
    return call(Function.NE, column(column), text(value));
  }

  private static RowExpr in(RowExpr value, String... values) {
    var arguments = new ArrayList<RowExpr>(List.of(value));
    Arrays.stream(values).map(VerdictTest::text).forEach(arguments::add);
    return call(Function.IN, arguments.toArray(RowExpr[]::new));
  }

  private static RowExpr text(String value) {
    return new RowExpr.Constant(value, ValueType.STRING);
  }

  private static RowExpr during(RowExpr value, String start, String end) {
    return new RowExpr.During(value, new TimeSpan.Fixed(midnight(start), midnight(end)));
  }

  private static LocalDateTime midnight(String day) {
    return LocalDate.parse(day).atStartOfDay();
  }
}
