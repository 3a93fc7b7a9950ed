/**
 * What a project offers, written down for other programs, and what other programs define. In: a
 * checked project; definitions in parameters. Out: JSON, an entry for each metric, model and query
 * without errors; the text of the language that a definition stands for.
 *
 * <p><b>Invariant:</b> the same project, version and dialects give the same bytes.
 */
@NullMarked
package dev.mensura.registry;

import org.jspecify.annotations.NullMarked;
