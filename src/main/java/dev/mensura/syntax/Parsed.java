package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;

/**
 * What a file holds.
 *
 * @param declarations in the order of the file; one with a mistake that leaves no tree is {@link
 *     Declaration.Unreadable}
 * @param diagnostics in the order of the file
 */
public record Parsed(
    SourceFile file, List<Declaration> declarations, List<Diagnostic> diagnostics) {
  public Parsed {
    declarations = List.copyOf(declarations);
    diagnostics = List.copyOf(diagnostics);
  }
}
