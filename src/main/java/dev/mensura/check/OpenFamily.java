package dev.mensura.check;

import dev.mensura.ir.Properties;
import java.util.SortedSet;

/**
 * A family without a member that has all defaults, its body checked as far as it can be.
 *
 * @param uses the metrics that the body names
 */
record OpenFamily(String name, Properties properties, SortedSet<String> uses) {}
