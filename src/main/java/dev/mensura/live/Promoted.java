package dev.mensura.live;

/**
 * A metric that moved from the registry into a file, or would.
 *
 * @param file relative to the project
 * @param text what was added there
 */
public record Promoted(String name, String file, String text) {}
