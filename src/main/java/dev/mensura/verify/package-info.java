/**
 * Finds out whether what a project says of its metrics is so: its tests on rows of their own, its
 * assertions and declared keys on the data, and the laws that follow from the types of metrics. In
 * come a checked project and a database, out come {@link dev.mensura.verify.Verdict}s.
 *
 * <p><b>Invariant:</b> what could not be asked is never told as if it had held.
 */
@NullMarked
package dev.mensura.verify;

import org.jspecify.annotations.NullMarked;
