/**
 * The face for agents: a server of the Model Context Protocol over standard input and output, or
 * over HTTP on this machine. In: messages of the protocol. Out: the answers of tools, resources and
 * prompts, made by a live project. The protocol's messages and sessions are those of its official
 * SDK; how they travel is ours, so that a request can be cancelled and a mistake in a message ends
 * nothing but that message.
 *
 * <p><b>Invariant:</b> nothing that a client sends ends the server, and no answer holds a stack
 * trace.
 */
@NullMarked
package dev.mensura.mcp;

import org.jspecify.annotations.NullMarked;
