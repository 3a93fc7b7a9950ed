/**
 * Texts that go wrong in every way that a seed can think of, through the whole compiler.
 *
 * <p>In: the example project. Out: nothing, or a seed, a case and the text that broke it.
 *
 * <p><b>Invariant:</b> a seed and a number of cases give the same texts on every machine.
 */
@NullMarked
package dev.mensura.fuzz;

import org.jspecify.annotations.NullMarked;
