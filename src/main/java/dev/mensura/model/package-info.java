/**
 * Semantic models: what tables hold and how they are joined. In: YAML. Out: {@link
 * dev.mensura.model.Catalog} and diagnostics, always both.
 *
 * <p><b>Invariant:</b> whether a join can multiply rows follows from declared keys and from nothing
 * else; the only package that knows YAML.
 */
@NullMarked
package dev.mensura.model;

import org.jspecify.annotations.NullMarked;
