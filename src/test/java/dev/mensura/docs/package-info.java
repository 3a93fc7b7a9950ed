/**
 * The documentation under test. In: README and {@code docs/}. Out: test results.
 *
 * <p><b>Invariant:</b> a block of code that a reader sees is one that the compiler saw.
 */
@NullMarked
package dev.mensura.docs;

import org.jspecify.annotations.NullMarked;
