package dev.mensura.live;

import dev.mensura.compiler.Asked;
import dev.mensura.engine.Result;
import dev.mensura.plan.QueryPlan;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question's answer.
 *
 * @param asked as it was understood
 * @param sql what the database was asked
 * @param columns as the query calls them, with type, unit and format
 * @param rows values as in {@link Result}
 * @param isTruncated whether the caps kept back rows that the database had
 * @param now what relative times were reckoned from
 * @param took how long the database took
 */
public record Answered(
    Asked asked,
    String sql,
    List<QueryPlan.Column> columns,
    List<List<@Nullable Object>> rows,
    boolean isTruncated,
    LocalDateTime now,
    Duration took) {}
