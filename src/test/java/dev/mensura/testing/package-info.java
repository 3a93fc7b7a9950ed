/**
 * What tests of several packages share. In: files of the test tree. Out: comparisons.
 *
 * <p><b>Invariant:</b> knows nothing of the product's packages.
 */
@NullMarked
package dev.mensura.testing;

import org.jspecify.annotations.NullMarked;
