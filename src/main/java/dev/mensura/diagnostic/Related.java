package dev.mensura.diagnostic;

import dev.mensura.source.Place;

/** Another place that a finding speaks of, and what is there. */
public record Related(Place place, String message) {}
