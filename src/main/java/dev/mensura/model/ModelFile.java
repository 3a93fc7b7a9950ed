package dev.mensura.model;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import java.util.List;

/**
 * The models of one file, read on their own: what they say of other models is not looked up yet.
 *
 * @param models in the order of the file
 * @param diagnostics what is wrong with the file itself
 */
public record ModelFile(SourceFile file, List<UnlinkedModel> models, List<Diagnostic> diagnostics) {
  public ModelFile {
    models = List.copyOf(models);
    diagnostics = List.copyOf(diagnostics);
  }
}
