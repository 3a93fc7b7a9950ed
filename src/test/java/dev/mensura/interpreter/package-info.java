/**
 * What a query means, word for word: loops over rows, no plan. In: a checked query and tables in
 * memory. Out: its rows. Slow on purpose; it is what the planner and the dialects are held against.
 *
 * <p><b>Invariant:</b> knows {@code model}, {@code ir} and {@code type}, and nothing that plans,
 * reduces or prints.
 */
@NullMarked
package dev.mensura.interpreter;

import org.jspecify.annotations.NullMarked;
