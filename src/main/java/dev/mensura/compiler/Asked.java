package dev.mensura.compiler;

import dev.mensura.ir.Query;
import java.util.SortedSet;

/**
 * A query's text, understood.
 *
 * @param uses the metrics that it names
 */
public record Asked(Query query, SortedSet<String> uses) {}
