/**
 * The whole compiler behind a few methods. In: a folder, or sources in memory. Out: {@link
 * dev.mensura.compiler.Workspace}, everything that is known of a project, and {@link
 * dev.mensura.compiler.Compiler}, which takes the text of a query to a plan and to SQL.
 *
 * <p><b>Invariant:</b> a workspace never changes; every face gets the same answers from it.
 */
@NullMarked
package dev.mensura.compiler;

import org.jspecify.annotations.NullMarked;
