package dev.mensura.check;

import dev.mensura.source.SourceFile;

/**
 * A declaration and the file it stands in.
 *
 * @param <D> the kind of declaration
 */
public record Declared<D>(D declaration, SourceFile file) {}
