package dev.mensura.sql;

import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.sql.Expressions.Operand;
import java.util.List;

/**
 * Writes questions to the periods of a calendar table. What is asked about stands in a SELECT of
 * its own, where no column of the periods can take its name.
 */
final class CalendarText {
  private CalendarText() {}

  /** The text of a question, of a type. */
  static String of(
      Meaning.OfTable table, Identifiers identifiers, List<Operand> operands, String type) {
    String stage = identifiers.quoted(table.stage());
    String of = "(SELECT " + operands.getFirst().sql().text() + " AS moment) AS asked";
    String holds = "p.first_day <= asked.moment AND asked.moment < p.end_day";
    return switch (table.lookup()) {
      case FIRST_DAY ->
          cast(
              "(SELECT MAX(p.first_day) FROM %s JOIN %s AS p ON %s)".formatted(of, stage, holds),
              type);
      case END ->
          cast(
              "(SELECT MAX(p.end_day) FROM %s JOIN %s AS p ON %s)".formatted(of, stage, holds),
              type);
      case MOVE ->
          cast(
              ("(SELECT CASE WHEN asked.moment < p.end_day THEN LEAST(q.first_day +"
                   + " CAST(CAST(asked.moment AS DATE) - p.first_day AS INTEGER), q.end_day - 1)"
                   + " ELSE q.first_day END FROM %1$s JOIN %2$s AS p ON p.first_day <= asked.moment"
                   + " AND asked.moment < p.reach_day JOIN %2$s AS q ON q.number = p.number + %3$d"
                   + " + CASE WHEN asked.moment < p.end_day THEN 0 ELSE 1 END)")
                  .formatted(of, stage, table.count()),
              type);
      case SERIES ->
          ("CAST(unnest(ARRAY(SELECT p.first_day FROM (SELECT %s AS since, %s AS last_moment) AS"
                  + " asked JOIN %s AS p ON p.end_day > asked.since AND p.first_day <="
                  + " asked.last_moment)) AS %s)")
              .formatted(operands.get(0).sql().text(), operands.get(1).sql().text(), stage, type);
    };
  }

  private static String cast(String value, String type) {
    return type.equals("DATE") ? value : "CAST(" + value + " AS " + type + ")";
  }
}
