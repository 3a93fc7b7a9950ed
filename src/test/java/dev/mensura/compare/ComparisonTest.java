package dev.mensura.compare;

import static dev.mensura.compare.Versions.MODELS;
import static dev.mensura.compare.Versions.project;
import static dev.mensura.compare.Versions.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.compiler.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
  private static Arguments change(String before, String after, String... lines) {
    return Arguments.of(before, after, List.of(lines));
  }

  static Stream<Arguments> definitions() {
    return Stream.of(
        change("metric p = count users", "metric p   =\n  (count users)"),
        // Filters.
        change(
            "metric p = count users where login_count > 100",
            "metric p = count users where login_count > 50",
            "! wider p: counts `users` where `login_count > 50`, before `> 100`"),
        change(
            "metric p = count users where login_count > 100",
            "metric p = count users where login_count > 150",
            "! narrower p: counts `users` where `login_count > 150`, before `> 100`"),
        change(
            "metric p = count users",
            "metric p = count users where region = 'EU'",
            "! narrower p: counts only `users` where `region = 'EU'`, before all of them"),
        change(
            "metric p = count users where region = 'EU'",
            "metric p = count users",
            "! wider p: counts all `users`, before only where `region = 'EU'`"),
        change(
            "metric p = count users where region = 'EU' and age > 5",
            "metric p = count users where region = 'EU'",
            "! wider p: no longer asks for `age > 5`"),
        change(
            "metric p = (count users where region = 'EU') where age > 5",
            "metric p = (count users where region = 'EU' and active) where age > 7",
            "! narrower p: counts `users` where `age > 7 and active`, before `age > 5`"),
        change(
            "metric p = sum users.revenue",
            "metric p = sum users.revenue where region = 'EU'",
            "! narrower p: reads only `users` where `region = 'EU'`, before all of them"),
        change(
            "metric p = count users where age > 5 or active",
            "metric p = count users where active",
            "! narrower p: counts `users` where `active`, before `age > 5 or active`"),
        change(
            "metric p = count users where age > 5",
            "metric p = count users where region = 'EU'",
            "! different p: counts `users` where `region = 'EU'`, before `age > 5`"),
        change(
            "metric p = count invoices where payer.age > 5",
            "metric p = count invoices where payer.age > 6 and amount > 0",
            "! narrower p: counts `invoices` where `payer.age > 6 and amount > 0`,"
                + " before `payer.age > 5`"),
        change(
            "metric p = count users where (count invoices) > 3",
            "metric p = count users where (count invoices) > 5",
            "! narrower p: counts `users` where `count(invoices) > 5`, before `> 3`"),
        change(
            "metric p = count users where signed_up >= @2024",
            "metric p = count users where signed_up in @2024",
            "! narrower p: counts `users` where `signed_up >= @2024-01-01 and signed_up <"
                + " @2025-01-01`, before `signed_up >= @2024-01-01`"),
        // All filters of a formula.
        change(
            "metric p = sum users.revenue / count users",
            "metric p = (sum users.revenue / count users) where active",
            "! narrower p: reads only `users` where `active`, before all of them"),
        change(
            "metric p = sum users.revenue / count users",
            "metric p = sum users.revenue / (count users where active)",
            "! different p: one of its aggregates reads only `users` where `active`,"
                + " before all of them"),
        // The same rows.
        change(
            "metric p = count users where plan != 'free'",
            "metric p = count users where plan in ('pro', 'team')",
            "equivalent p: is written otherwise and means the same"),
        change(
            "metric p = count users where age > 5 and region = 'EU'",
            "metric p = count users where region = 'EU' and 5 < age",
            "equivalent p: is written otherwise and means the same"),
        change(
            "metric a = count users\nmetric p = a / 2",
            "metric a = count users\nmetric p = (count users) / 2",
            "equivalent p: is written otherwise and means the same"),
        change(
            "metric p = count users",
            "metric q = count users\nmetric p = q",
            "added q: is new",
            "equivalent p: is written otherwise and means the same"),
        // Everything else of an aggregate.
        change(
            "metric p = sum users.revenue",
            "metric p = sum users.cost",
            "! different p: adds up `cost`, before `revenue`"),
        change(
            "metric p = sum users.revenue",
            "metric p = avg users.revenue",
            "! different p: is an average, before a sum (type was decimal(38,2), is double;"
                + " was additive, is from its parts)"),
        change(
            "metric p = percentile(users.age, 0.9)",
            "metric p = percentile(users.age, 0.95)",
            "! different p: is the 95% percentile, before the 90%"),
        change(
            "metric p = sum invoices.amount",
            "metric p = sum invoices.euros",
            "! different p: adds up `euros`, before `amount` (unit was USD, is EUR)"),
        change(
            "metric p = sum invoices.amount",
            "metric p = sum invoices.amount dated paid_on",
            "! different p: reads `invoices.paid_on` as its time, before `invoices.issued_on`"),
        change(
            "metric p = sum invoices.amount",
            "metric p = sum invoices.amount default 0",
            "! different p: is 0 where there is nothing, before null (is never null any more)"),
        change(
            "metric p = count users",
            "metric p = count invoices",
            "! different p: reads `invoices`, before `users` (unit was user, is invoice; can be"
                + " grouped by `invoices.amount`, `invoices.euros`, `invoices.invoice_id`,"
                + " `invoices.issued_on` and 3 more too)"),
        change(
            "metric p = sum users.revenue - sum users.cost",
            "metric p = sum users.revenue + sum users.cost",
            "! different p: is computed by another formula"),
        // Names.
        change(
            "metric p = count users", "metric q = count users", "! renamed p: is called `q` now"),
        change(
            "metric p = count users",
            "metric q = count invoices",
            "! removed p: is gone",
            "added q: is new"),
        change(
            "metric paid_users = count users",
            "metric a = count users\nmetric paid_user = count users",
            "! renamed paid_users: is called `paid_user` now",
            "added a: is new"),
        // Words.
        change(
            "metric p = count users { tags: [a] }",
            "/// All.\nmetric p = count users { tags: [b], owner: 'ann', hidden: true }",
            "documentation only p: its description changed; its tags changed; its owner changed;"
                + " is hidden now"),
        change(
            "metric p = count users",
            "metric p = count users { deprecated: 'old' }",
            "documentation only p: is deprecated now"),
        change(
            "metric p = sum(users.age)",
            "metric p = sum(users.age) { unit: years }",
            "documentation only p: unit is years, before none was declared"),
        change(
            "metric p = sum(users.age) { unit: years }",
            "metric p = sum(users.age) { unit: months }",
            "! different p: unit was years, is months"),
        // Errors.
        change(
            "metric p = count users\nmetric q = p / 2",
            "metric p = count user\nmetric q = p / 2",
            "! unknown p: has errors now: No model is called `user` -> q",
            "! unknown q: has errors now, because `p` changed"),
        // Dependents.
        change(
            "metric a = sum users.revenue\nmetric b = count users\nmetric c = a / b\n"
                + "metric d = c * 2\nmetric e = a",
            "metric a = sum users.revenue\nmetric b = count users where active\nmetric c = a / b\n"
                + "metric d = c * 2\nmetric e = a",
            "! different c: is built on `b`, which changed",
            "! different d: is built on `c`, which changed",
            "! narrower b: counts only `users` where `active`, before all of them -> c, d"),
        // Queries.
        change(
            "metric a = count users\nquery q = a by plan",
            "metric a = count users where active\nquery q = a by plan",
            "! different q: is built on `a`, which changed",
            "! narrower a: counts only `users` where `active`, before all of them -> q"),
        change(
            "metric a = count users\nquery q = a by plan where age > 3 and active",
            "metric a = count users\nquery q = a by plan where active and 3 < age",
            "equivalent q: is written otherwise and means the same"),
        change(
            "metric a = count users\nquery q = a by plan",
            "metric a = count users\nquery q = a by region limit 5",
            "! different q: is grouped by `region`, before by `plan`; its `limit` changed"));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void aChangedDefinitionIsToldByWhatItMeans(String before, String after, List<String> lines) {
    assertThat(Versions.lines(sound(MODELS, before), project(MODELS, after)))
        .containsExactlyElementsOf(lines);
  }

  private static final String METRICS =
      """
      metric all_users = count users
      metric half = all_users / 2
      metric margin = sum users.margin
      metric billed = sum invoices.amount
      metric large = count invoices where amount > 2 and payer.age > 3
      metric sent = count invoices where sent_at in last 30 days
      query by_month = billed by month
      """;

  static Stream<Arguments> models() {
    return Stream.of(
        change(
            "table: users",
            "table: people",
            "! different all_users: is built on `users`, which changed",
            "! different half: is built on `all_users`, which changed",
            "! different large: is built on `users`, which changed",
            "! different margin: is built on `users`, which changed",
            "! different users: reads table `people`, before table `users`"
                + " -> all_users, half, large, margin"),
        change(
            "expr: revenue - cost",
            "expr: revenue - 2 * cost",
            "! different margin: is built on `users.margin`, which changed",
            "! different users.margin: is `revenue - 2 * cost`, before `revenue - cost` -> margin"),
        change(
            "entity: user\n",
            "entity: user\nwhere: active\n",
            "! different all_users: is built on `users`, which changed",
            "! different half: is built on `all_users`, which changed",
            "! different large: is built on `users`, which changed",
            "! different margin: is built on `users`, which changed",
            "! different users: has only rows where `active`, before all of its table"
                + " -> all_users, half, large, margin"),
        change(
            "amount: {type: \"decimal(12,2)\", unit: USD}",
            "amount: {type: \"decimal(12,2)\", unit: CHF}",
            "! different billed: unit was USD, is CHF, because `invoices.amount` changed",
            "! different by_month: is built on `billed`, which changed",
            "! different invoices.amount: unit was USD, is CHF -> billed, by_month"),
        change(
            "age: integer",
            "age: double",
            "! different large: is built on `users.age`, which changed",
            "! different users.age: type was integer, is double -> large"),
        change(
            "time: issued_on",
            "time: paid_on",
            "! different billed: is built on `invoices`, which changed",
            "! different large: is built on `invoices`, which changed",
            "! different sent: is built on `invoices`, which changed",
            "! different by_month: is built on `billed` and `invoices`, which changed",
            "! different invoices: its time is `paid_on`, before `issued_on`"
                + " -> billed, by_month, large, sent"),
        change(
            "  region: string\n",
            "",
            "! removed users.region: is gone -> all_users, billed, half, large, margin, sent",
            "! different all_users: can no longer be grouped by `users.region`,"
                + " because `users.region` changed",
            "! different billed: can no longer be grouped by `users.region`,"
                + " because `users.region` changed",
            "! different half: can no longer be grouped by `users.region`,"
                + " because `all_users` and `users.region` changed",
            "! different large: can no longer be grouped by `users.region`,"
                + " because `users.region` changed",
            "! different margin: can no longer be grouped by `users.region`,"
                + " because `users.region` changed",
            "! different sent: can no longer be grouped by `users.region`,"
                + " because `users.region` changed"),
        change(
            "  age: integer\n",
            "  age: integer\n  height: double\n",
            "added users.height: is new",
            "unchanged all_users:  (can be grouped by `users.height` too)",
            "unchanged billed:  (can be grouped by `users.height` too)",
            "unchanged half:  (can be grouped by `users.height` too)",
            "unchanged large:  (can be grouped by `users.height` too)",
            "unchanged margin:  (can be grouped by `users.height` too)",
            "unchanged sent:  (can be grouped by `users.height` too)"),
        change(
            "payer: {model: users, on: user_id}",
            "payer: {model: users, on: invoice_id = user_id}",
            "! different large: is built on `invoices.payer`, which changed",
            "! different invoices.payer: joins `users` on `invoice_id = user_id`,"
                + " before on `user_id = user_id` -> large"),
        change("  region: string\n", "  region: {type: string, description: Where.}\n"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aChangedModelIsTheRootOfWhatItChanges(String from, String to, List<String> lines) {
    assertThat(MODELS).contains(from);
    assertThat(Versions.lines(sound(MODELS, METRICS), project(MODELS.replace(from, to), METRICS)))
        .containsExactlyElementsOf(lines);
  }

  @Test
  void anotherTimeZoneChangesWhatReadsInstants() {
    Workspace before = sound(MODELS, METRICS);
    Workspace after =
        before.with(new dev.mensura.source.SourceFile("mensura.yml", "time_zone: Europe/Berlin\n"));
    assertThat(Versions.lines(before, after))
        .containsExactly(
            "! different sent: is built on `mensura.yml`, which changed",
            "! different mensura.yml: cuts instants into days of Europe/Berlin, before of UTC"
                + " -> sent");
  }

  @Test
  void nothingIsClaimedWhereAWordMeansTwoThings() {
    String metric = "metric p = count users where age > 5";
    Workspace before = sound(MODELS, metric);
    Workspace after =
        sound(MODELS.replace("age: integer", "age: {type: integer, column: years}"), metric + "0");
    assertThat(Comparison.ofMetric("p", before, after).orElseThrow().kind())
        .isEqualTo(Kind.DIFFERENT);
  }

  @Test
  void aMetricCanBeComparedAlone() {
    Workspace before = sound(MODELS, "metric p = count users\nmetric r = p / 2");
    Workspace after = sound(MODELS, "metric p = count users where active\nmetric r = p / 2");
    assertThat(Comparison.ofMetric("p", before, after).map(Versions::line))
        .contains("! narrower p: counts only `users` where `active`, before all of them");
    assertThat(Comparison.ofMetric("r", before, after).map(Versions::line))
        .contains("! different r: is built on `p`, which changed");
    assertThat(Comparison.ofMetric("nothing", before, after)).isEmpty();
  }

  @Test
  void anEqualMetricIsFoundUnderAnotherName() {
    Workspace before =
        sound(MODELS, "metric a = count users where active and age > 3\nmetric alias = a");
    Equivalents known = Equivalents.NONE.next(before);
    Workspace after =
        before.with(
            new dev.mensura.source.SourceFile(
                "b.metric",
                "metric b = count users where age > 3 and active\nmetric c = a\nmetric d = a / 2"));
    assertThat(known.of("b", after)).containsExactly("a");
    assertThat(known.of("c", after)).isEmpty();
    assertThat(known.of("d", after)).isEmpty();
    Workspace changed =
        after.with(new dev.mensura.source.SourceFile("all.metric", "metric a = count users"));
    assertThat(known.of("b", changed)).isEmpty();
    assertThat(known.next(changed).of("b", changed)).isEmpty();
  }

  @Test
  void aSpanOrTimeOfAJoinThatChangesReachesThoseWhoJoinByIt() {
    String models =
        """
        model: plans
        primary_key: [user_id, since]
        valid: {from: since, to: until}
        entity: plan
        fields: {user_id: integer, plan: string, since: date, until: date, ended: date}
        ---
        model: orders
        primary_key: id
        time: ordered_on
        entity: order
        fields: {id: integer, user_id: integer, ordered_on: date, sent_on: date}
        joins:
          plan: {model: plans, on: user_id, at: ordered_on}
        """;
    String metrics =
        """
        metric pro = count orders where plan.plan = 'pro'
        metric all_orders = count orders
        metric versions = count plans
        """;
    Workspace before = sound(models, metrics);
    assertThat(Versions.lines(before, sound(models.replace("to: until", "to: ended"), metrics)))
        .containsExactly(
            "! different pro: is built on `plans.valid`, which changed",
            "! different plans.valid: a row holds from `since` up to `ended`,"
                + " before from `since` up to `until` -> pro");
    assertThat(Versions.lines(before, sound(models.replace(", to: until", ""), metrics)))
        .containsExactly(
            "! different pro: is built on `plans.valid`, which changed",
            "! different plans.valid: a row holds from `since` until the next of the same"
                + " `user_id`, before from `since` up to `until` -> pro");
    assertThat(
            Versions.lines(before, sound(models.replace("at: ordered_on", "at: sent_on"), metrics)))
        .containsExactly(
            "! different pro: is built on `orders.plan`, which changed",
            "! different orders.plan: finds the row of `plans` that holds at `sent_on`,"
                + " before at `ordered_on` -> pro");
    assertThat(Versions.lines(before, sound(models.replace(", at: ordered_on", ""), metrics)))
        .isEmpty();
  }
}
