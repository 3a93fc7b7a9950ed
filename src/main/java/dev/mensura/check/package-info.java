/**
 * Names and types. In: syntax trees and a {@link dev.mensura.model.Catalog}. Out: {@link
 * dev.mensura.check.Analysis}: typed metrics and queries ({@code ir}), and diagnostics.
 *
 * <p><b>Invariant:</b> what a declaration's check found depends on its own text, the models and the
 * signatures of the metrics it names, and on nothing else; so it is kept until one of them changes.
 */
@NullMarked
package dev.mensura.check;

import org.jspecify.annotations.NullMarked;
