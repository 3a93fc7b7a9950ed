package dev.mensura.check;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found, and what it depended on.
 *
 * @param declaration what was checked; another object is another declaration
 * @param result a {@code Metric}, {@code RowExpr}, {@code ModelRows}, {@code NamedQuery}, {@code
 *     TestCase} or {@code Assertion}; none if there are errors
 * @param saw what others looked like; when one of them looks different, this is checked again
 * @param sawNames whether it depended on which metrics there are
 */
record Outcome(
    Declared<?> declaration,
    Optional<Object> result,
    List<Diagnostic> diagnostics,
    Map<Key, Object> saw,
    boolean sawNames) {

  boolean isOf(Declared<?> other) {
    return declaration.declaration() == other.declaration() && declaration.file() == other.file();
  }
}
