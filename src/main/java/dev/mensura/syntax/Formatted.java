package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;

/**
 * A formatted file.
 *
 * @param text the new text; the old one if there are diagnostics
 * @param diagnostics why the file can't be read
 */
public record Formatted(String text, List<Diagnostic> diagnostics) {
  public Formatted {
    diagnostics = List.copyOf(diagnostics);
  }
}
