/**
 * Text and places in it. In: the characters of a file or of a line typed by a person. Out: {@link
 * dev.mensura.source.SourceFile} and offsets into it, turned into lines and columns on demand.
 *
 * <p><b>Invariant:</b> every offset in the compiler counts UTF-16 units from the start of one
 * source file; nothing else in the compiler knows lines and columns.
 */
@NullMarked
package dev.mensura.source;

import org.jspecify.annotations.NullMarked;
