/**
 * Tells what became of each metric and query between two versions of a project, and whether that
 * breaks what was built on it. In: two workspaces. Out: differences, each with its reason.
 *
 * <p><b>Invariant:</b> nothing is called equal, narrower or wider that is not proved to be.
 */
@NullMarked
package dev.mensura.compare;

import org.jspecify.annotations.NullMarked;
