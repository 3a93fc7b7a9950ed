package dev.mensura.registry.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Who changes something.
 *
 * @param why in their words
 * @param at when; written with whole milliseconds
 */
public record Author(String by, Optional<String> why, Instant at) {}
