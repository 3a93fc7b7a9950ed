/**
 * What the compiler has to say to a person. In: findings of every stage. Out: {@link
 * dev.mensura.diagnostic.Diagnostic} values and their text for terminals, JSON and SARIF.
 *
 * <p><b>Invariant:</b> whatever a user can cause is a diagnostic; an exception is a bug of ours.
 */
@NullMarked
package dev.mensura.diagnostic;

import org.jspecify.annotations.NullMarked;
