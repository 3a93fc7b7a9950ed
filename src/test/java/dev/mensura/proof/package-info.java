/**
 * Proofs that answers are right: generated projects, data and queries whose rows on real engines
 * must be those of {@code interpreter}. In: a seed. Out: nothing, or the smallest project that goes
 * wrong.
 *
 * <p><b>Invariant:</b> what is generated is text, so that nothing of the compiler is left out;
 * equal seeds give equal cases.
 */
@NullMarked
package dev.mensura.proof;

import org.jspecify.annotations.NullMarked;
