package dev.mensura.live;

import dev.mensura.source.SourceFile;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is asked of a live project.
 *
 * @param text of a query, or the name of a declared one
 * @param now what {@code last 30 days} is reckoned from; none: the present, in the project's zone
 * @param limit no more rows than this, whatever the query says; the database needn't find more
 * @param caps how far the answer may go
 * @param by who asks
 */
public record Question(
    SourceFile text, Optional<LocalDateTime> now, OptionalLong limit, Caps caps, String by) {}
