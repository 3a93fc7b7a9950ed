/**
 * How long the compiler takes, on projects that are generated.
 *
 * <p>In: nothing but a seed. Out: times, and each bar that docs/performance.md names next to what
 * was measured.
 *
 * <p><b>Invariant:</b> the generated projects are without mistakes, and the same on every machine.
 */
@NullMarked
package dev.mensura.bench;

import org.jspecify.annotations.NullMarked;
