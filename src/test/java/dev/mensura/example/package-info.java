/**
 * The example project under test: what makes its data, and proofs that its answers are right.
 *
 * <p>In: {@code models/}, {@code examples/} and {@code data/} of this repository. Out: test
 * results.
 *
 * <p><b>Invariant:</b> nothing here depends on the clock, the locale or the network.
 */
@NullMarked
package dev.mensura.example;

import org.jspecify.annotations.NullMarked;
