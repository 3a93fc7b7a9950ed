package dev.mensura.syntax.ast;

import dev.mensura.source.Span;

/**
 * A name.
 *
 * @param text the name itself, without backquotes
 * @param span where, backquotes included
 */
public record Name(String text, Span span) {}
