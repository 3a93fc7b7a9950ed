/**
 * The command line. In: words. Out: text and an exit code: 0, 1 where there are errors, 2 for a
 * wrong command line, 70 for a bug of ours. The only package that knows picocli.
 *
 * <p><b>Invariant:</b> what people read goes to standard error unless it is what they asked for,
 * and nothing is coloured, cut or animated where nobody looks.
 */
@NullMarked
package dev.mensura.cli;

import org.jspecify.annotations.NullMarked;
