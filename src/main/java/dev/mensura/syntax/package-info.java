/**
 * Text to syntax tree and back to formatted text. In: a {@link dev.mensura.source.SourceFile}. Out:
 * declarations ({@code syntax.ast}) and diagnostics, always both.
 *
 * <p><b>Invariant:</b> a broken declaration never hides its neighbours; the only package that knows
 * ANTLR.
 */
@NullMarked
package dev.mensura.syntax;

import org.jspecify.annotations.NullMarked;
