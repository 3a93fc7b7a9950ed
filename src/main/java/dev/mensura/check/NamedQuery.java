package dev.mensura.check;

import dev.mensura.ir.Properties;
import dev.mensura.ir.Query;
import java.util.SortedSet;

/**
 * A declared query that was checked.
 *
 * @param uses the metrics that it names
 */
public record NamedQuery(String name, Query query, Properties properties, SortedSet<String> uses) {}
