/**
 * A project while it is in use: what it is at this moment, with the metrics that are defined,
 * changed and deleted as it runs, and the answers to what is asked of it. In come definitions and
 * questions, out come versions, rows and diagnostics. The faces share it, so that a metric means
 * and a refusal says the same on the command line and to an agent.
 *
 * <p><b>Invariant:</b> nothing is kept that was not checked against the very state of the project
 * that it joins.
 */
@NullMarked
package dev.mensura.live;

import org.jspecify.annotations.NullMarked;
