/**
 * The algebra of types: value types, units, additivity, grains, spans of time. In and out: plain
 * values.
 *
 * <p><b>Invariant:</b> a type knows nothing of names, text or tables.
 */
@NullMarked
package dev.mensura.type;

import org.jspecify.annotations.NullMarked;
