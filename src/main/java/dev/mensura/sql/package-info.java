/**
 * The text of plans for databases. In: a {@link dev.mensura.plan.QueryPlan}. Out: one statement,
 * for people to read as well, the same to the byte for the same plan.
 *
 * <p>Calcite's own writer of SQL sees no types where it spells a function, and names columns and
 * tables itself. So plans are written here: a stage is one SELECT or a union of some, and a
 * function is a line of a dialect, chosen by the types of its operands.
 *
 * <p><b>Invariant:</b> the only package that knows in what databases differ.
 */
@NullMarked
package dev.mensura.sql;

import org.jspecify.annotations.NullMarked;
