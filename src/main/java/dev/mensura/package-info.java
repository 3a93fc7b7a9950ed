/**
 * A typed language and compiler for business metrics. Text goes in at {@code source}, an answer
 * comes out at {@code cli}; the packages between form one straight line.
 *
 * <p><b>Invariant:</b> a package knows only those before it in that line.
 */
@NullMarked
package dev.mensura;

import org.jspecify.annotations.NullMarked;
