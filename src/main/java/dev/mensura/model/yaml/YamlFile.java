package dev.mensura.model.yaml;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;

/**
 * The documents of a file.
 *
 * @param documents those that could be read and are not empty, in order
 */
public record YamlFile(List<Yaml> documents, List<Diagnostic> diagnostics) {
  public YamlFile {
    documents = List.copyOf(documents);
    diagnostics = List.copyOf(diagnostics);
  }
}
