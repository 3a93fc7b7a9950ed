/**
 * What a project offers, written down for other programs. In: a checked project. Out: JSON, an
 * entry for each metric, model and query without errors.
 *
 * <p><b>Invariant:</b> the same project, version and dialects give the same bytes.
 */
@NullMarked
package dev.mensura.registry;

import org.jspecify.annotations.NullMarked;
