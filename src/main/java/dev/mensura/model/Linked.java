package dev.mensura.model;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;

/**
 * All models of a project, joined.
 *
 * @param diagnostics what is wrong between models; what is wrong within a file is its own
 */
public record Linked(Catalog catalog, List<Diagnostic> diagnostics) {
  public Linked {
    diagnostics = List.copyOf(diagnostics);
  }
}
