package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;

/**
 * What is wrong with tokens before they are parsed.
 *
 * @param offset where, in the text that is read
 * @param effect what becomes of the declaration around it
 */
record Problem(int offset, Effect effect, Diagnostic finding) {

  enum Effect {
    /** The tokens were put right: what follows is worth reading. */
    REPAIRED,
    /** Nothing sensible can be read before the next declaration. */
    FATAL
  }
}
