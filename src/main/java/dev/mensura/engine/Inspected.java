package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;

/**
 * The tables of a database.
 *
 * @param diagnostics why some or all of them could not be looked at
 */
public record Inspected(List<TableShape> tables, List<Diagnostic> diagnostics) {
  public Inspected {
    tables = List.copyOf(tables);
    diagnostics = List.copyOf(diagnostics);
  }
}
