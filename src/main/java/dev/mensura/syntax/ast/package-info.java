/**
 * The syntax tree: what was written, with its places, before any name is looked up.
 *
 * <p><b>Invariant:</b> a tree is never compared or hashed; what is compared lives in {@code ir}.
 */
@NullMarked
package dev.mensura.syntax.ast;

import org.jspecify.annotations.NullMarked;
