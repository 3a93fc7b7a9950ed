package dev.mensura.ir;

import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a query says of one leaf's time: which periods are shown, and what the rest says of rows.
 *
 * @param roles for each group, what it is to this time
 * @param spans the stretches of time that a shown period must lie in, all of them
 * @param filters conditions on rows, which say nothing of this time
 * @param unclear conditions that speak of this time but are no stretch of it
 */
public record Axis(
    List<Role> roles, List<TimeSpan> spans, List<RowExpr> filters, List<RowExpr> unclear) {
  public Axis {
    roles = List.copyOf(roles);
    spans = List.copyOf(spans);
    filters = List.copyOf(filters);
    unclear = List.copyOf(unclear);
  }

  /** What a group is to a time. */
  public sealed interface Role {
    /** Its periods. */
    record Period(Grain grain) implements Role {}

    /** What recurs in it. */
    record Part(TimePart part) implements Role {}

    /** The time itself, as fine as it is. */
    record Moment() implements Role {}

    /** Something else. */
    record Other() implements Role {}
  }

  /**
   * What groups and conditions say of a time.
   *
   * @param time the leaf's
   * @param groups and {@code conditions}: every bare grain in them is taken of {@code time}
   */
  public static Axis of(
      RowExpr time, List<RowExpr> groups, List<RowExpr> conditions, Catalog catalog) {
    var spans = new ArrayList<TimeSpan>();
    var filters = new ArrayList<RowExpr>();
    var unclear = new ArrayList<RowExpr>();
    var open = new ArrayDeque<>(conditions);
    while (!open.isEmpty()) {
      RowExpr condition = open.pop();
      if (condition instanceof RowExpr.Call call && call.function() == Function.AND) {
        call.arguments().reversed().forEach(open::push);
      } else if (condition instanceof RowExpr.During during && during.value().equals(time)) {
        spans.add(during.span());
      } else if (reads(condition, time)) {
        unclear.add(condition);
      } else {
        filters.add(condition);
      }
    }
    List<Role> roles = groups.stream().map(g -> role(g, time, catalog)).toList();
    return new Axis(roles, spans, filters, unclear);
  }

  public static Role role(RowExpr group, RowExpr time, Catalog catalog) {
    return switch (group) {
      case RowExpr.Truncate t when t.value().equals(time) -> new Role.Period(t.grain());
      case RowExpr.Part p when p.value().equals(time) -> new Role.Part(p.part());
      case RowExpr same when same.equals(time) -> {
        Optional<Grain> declared = declared(time, catalog);
        yield declared.isPresent()
            ? new Role.Period(declared.get())
            : time.type().is(ValueType.Kind.DATE) ? new Role.Period(Grain.DAY) : new Role.Moment();
      }
      case RowExpr other -> reads(other, time) ? new Role.Moment() : new Role.Other();
    };
  }

  private static Optional<Grain> declared(RowExpr time, Catalog catalog) {
    return time instanceof RowExpr.Column column
        ? catalog.get(column.path().target()).field(column.field()).flatMap(Field::grain)
        : Optional.empty();
  }

  private static boolean reads(RowExpr expression, RowExpr time) {
    return expression.equals(time)
        || expression.operands().stream().anyMatch(operand -> reads(operand, time));
  }

  /** The same, where some of the groups are values of rows like others. */
  public Axis without(Set<Integer> made) {
    List<Role> left =
        IntStream.range(0, roles.size())
            .<Role>mapToObj(g -> made.contains(g) ? new Role.Other() : roles.get(g))
            .toList();
    return new Axis(left, spans, filters, unclear);
  }

  /** The finest of the periods that are grouped by. */
  public Optional<Grain> grain() {
    return roles.stream()
        .filter(Role.Period.class::isInstance)
        .map(r -> ((Role.Period) r).grain())
        .min(Comparator.naturalOrder());
  }

  /** Whether some group takes the time apart. */
  public boolean isGrouped() {
    return roles.stream().anyMatch(r -> !(r instanceof Role.Other));
  }
}
