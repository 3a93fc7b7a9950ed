package dev.mensura.check;

import dev.mensura.ir.Properties;
import dev.mensura.ir.Query;
import java.util.SortedSet;

/**
 * An assertion that was checked.
 *
 * @param text its condition and dimensions, on one line
 * @param failing asks for the groups where it doesn't hold, with the values that it speaks of; a
 *     group for which it is null passes
 * @param uses the metrics that it names
 */
public record Assertion(
    String text, Query failing, Properties properties, SortedSet<String> uses) {}
