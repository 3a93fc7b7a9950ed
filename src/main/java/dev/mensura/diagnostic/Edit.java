package dev.mensura.diagnostic;

import dev.mensura.source.Place;

/**
 * A replacement of text.
 *
 * @param place what is replaced; an empty span inserts
 * @param text what stands there afterwards
 */
public record Edit(Place place, String text) {}
