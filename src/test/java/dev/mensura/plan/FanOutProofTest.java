package dev.mensura.plan;

import static dev.mensura.plan.Shop.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.junit.jupiter.api.Test;

/** Plans made wrongly on purpose, by hand: the planner makes none of them. */
class FanOutProofTest {
  private final Shop shop = new Shop();
  private final Planning planning = new Planning(shop.meanings(), PlanOptions.DEFAULT);
  private final RowExpr amount = shop.field("orders", "amount");
  private final RowExpr id = shop.field("orders", "order_id");
  private final RowExpr region = shop.field("orders", "customer.region");
  private final RowExpr tag = shop.field("orders", "order_tags.tag");

  @Test
  void aSumBehindAJoinToManyIsFound() {
    planning.answer(aggregate(rows(tag, amount), 1, Aggregate.SUM, 1));
    assertThat(check()).hasValueSatisfying(v -> assertThat(v.join()).isEqualTo("order_tags"));
    assertThat(check().map(Object::toString))
        .contains(
            "`x` in `answer` may count a row twice: the join to `order_tags` can meet several"
                + " rows");
  }

  @Test
  void aJoinToOneIsSafe() {
    planning.answer(aggregate(rows(region, amount), 1, Aggregate.SUM, 1));
    assertThat(check()).isEmpty();
  }

  @Test
  void repeatsDoNotChangeAMaximum() {
    planning.answer(aggregate(rows(tag, amount), 1, Aggregate.MAX, 1));
    assertThat(check()).isEmpty();
  }

  @Test
  void distinctRowsOfKeyAndGroupAreSafe() {
    RelNode once = planning.stage("once", distinct(rows(tag, id, amount)));
    planning.answer(aggregate(once, 1, Aggregate.SUM, 2));
    assertThat(check()).isEmpty();
  }

  @Test
  void distinctRowsWithoutTheKeyLoseEqualRows() {
    RelNode once = planning.stage("once", distinct(rows(tag, amount)));
    planning.answer(aggregate(once, 1, Aggregate.SUM, 1));
    assertThat(check()).isPresent();
  }

  @Test
  void distinctRowsOfMoreGroupsThanAreSummedByCountTwice() {
    RelNode once = planning.stage("once", distinct(rows(region, tag, id, amount)));
    planning.answer(aggregate(once, 1, Aggregate.SUM, 3));
    assertThat(check()).isPresent();
  }

  @Test
  void everyPlanIsChecked() {
    QueryPlan plan =
        shop.ask("orders").item("revenue", sum("orders", amount)).by("tag", tag).plan();
    assertThat(FanOutProof.check(plan)).isEmpty();
    assertThat(plan.stages()).hasSize(2);
  }

  @Test
  void aMomentTellsRowsThatHoldFromEachOther() {
    planning.answer(aggregate(held(Ends.KNOWN), 0, Aggregate.SUM, 0));
    assertThat(check()).isEmpty();
  }

  @Test
  void aStartAloneDoesNotTellRowsFromEachOther() {
    planning.answer(aggregate(held(Ends.LEFT_OUT), 0, Aggregate.SUM, 0));
    assertThat(check()).hasValueSatisfying(v -> assertThat(v.join()).isEqualTo("prices"));
  }

  private enum Ends {
    KNOWN,
    LEFT_OUT
  }

  /** Orders, each with the price of its time: a key of a product, a start and an end. */
  private RelNode held(Ends ends) {
    RelNode orders = rows(amount, shop.field("orders", "paid_on"), id);
    var calls = planning.calls();
    var prices =
        planning.scan(
            new SourceTable(
                new SourceTable.Origin.Stored(List.of("prices")),
                "prices",
                planning
                    .types()
                    .builder()
                    .add("product", planning.types().of(ValueType.INTEGER))
                    .add("since", planning.types().of(ValueType.DATE))
                    .add("until", planning.types().of(ValueType.DATE))
                    .build(),
                List.of(ImmutableBitSet.of(0, 1)),
                Optional.of(new SourceTable.Span(1, 2))),
            List.of("prices"));
    int offset = orders.getRowType().getFieldCount();
    RexNode product =
        planning.literals().makeInputRef(planning.types().of(ValueType.INTEGER), offset);
    RexNode since =
        planning.literals().makeInputRef(planning.types().of(ValueType.DATE), offset + 1);
    RexNode until =
        planning.literals().makeInputRef(planning.types().of(ValueType.DATE), offset + 2);
    RexNode paid = planning.ref(orders, 1);
    RexNode holds =
        ends == Ends.KNOWN
            ? calls.heldAt(paid, since, until)
            : calls.call(Function.GE, List.of(paid, since), ValueType.BOOLEAN);
    return planning.leftJoin(
        orders, prices, calls.all(List.of(calls.equal(planning.ref(orders, 2), product), holds)));
  }

  private Optional<FanOutProof.Violation> check() {
    return FanOutProof.check(new QueryPlan(planning.stages(), List.of()));
  }

  private RelNode rows(RowExpr... columns) {
    var joined = new Joined(planning, "orders", List.of(columns));
    var names = new ArrayList<String>();
    for (int i = 0; i < columns.length; i++) {
      names.add("c" + i);
    }
    return planning.project(
        joined.rel(), List.of(columns).stream().map(joined::rex).toList(), names);
  }

  private RelNode distinct(RelNode rows) {
    return planning.aggregate(rows, rows.getRowType().getFieldCount(), List.of());
  }

  private RelNode aggregate(RelNode rows, int groups, Aggregate aggregate, int column) {
    return planning.aggregate(
        rows,
        groups,
        List.of(
            planning.call(
                rows,
                groups,
                new Planning.Aggregated(aggregate, Optional.empty()),
                List.of(column),
                -1,
                "x")));
  }
}
