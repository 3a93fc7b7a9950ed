/**
 * Tests of SQL expressions and of reasoning about filters. In: metric files whose SQL has its
 * counterpart in the language below it. Out: nothing.
 *
 * <p><b>Invariant:</b> what Calcite says is never compared with what Calcite says.
 */
@NullMarked
package dev.mensura.check.sql;

import org.jspecify.annotations.NullMarked;
