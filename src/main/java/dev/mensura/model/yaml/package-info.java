/**
 * YAML with places. In: a {@link dev.mensura.source.SourceFile}. Out: a tree of mappings, lists and
 * values for each document that can be read, and a diagnostic for each that can't.
 *
 * <p><b>Invariant:</b> every value knows its span in the file, and no text, however large, deep or
 * broken, is anything but a tree or a diagnostic.
 */
@NullMarked
package dev.mensura.model.yaml;

import org.jspecify.annotations.NullMarked;
