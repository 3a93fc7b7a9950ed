package dev.mensura.ir;

import java.util.SortedSet;

/**
 * A metric that was checked.
 *
 * @param uses the metrics that its definition names, those in row expressions and model fields
 *     included
 */
public record Metric(
    String name,
    MetricExpr expression,
    Signature signature,
    SortedSet<String> uses,
    Properties properties) {}
