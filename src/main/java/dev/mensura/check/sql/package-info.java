/**
 * Where Calcite helps to check: SQL expressions that users write, and whether a filter can hold.
 * In: the text of an expression and the model that it reads; predicates of {@code ir}. Out: the
 * same expression as a syntax tree of ours, whose places are inside the text; verdicts.
 *
 * <p><b>Invariant:</b> no type of Calcite leaves this package, and no message of Calcite reaches a
 * person.
 */
@NullMarked
package dev.mensura.check.sql;

import org.jspecify.annotations.NullMarked;
