package dev.mensura.model;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import java.util.List;

/** The settings of a project, with what is wrong with their file. */
public record SettingsFile(SourceFile file, Settings settings, List<Diagnostic> diagnostics) {
  public SettingsFile {
    diagnostics = List.copyOf(diagnostics);
  }
}
