package dev.mensura.check;

import dev.mensura.type.ValueType;
import java.util.Optional;

/**
 * What a metric can be grouped by.
 *
 * @param path as it is written behind {@code by}
 * @param description of the field
 */
public record Dimension(String path, ValueType type, Optional<String> description) {}
