package dev.mensura.bench;

import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;

/** A benchmark of something that fails early would be a fast one. */
final class Sound {
  private Sound() {}

  static Workspace require(Workspace workspace) {
    if (!workspace.diagnostics().isEmpty()) {
      throw new IllegalStateException(
          workspace.diagnostics().size() + " findings, " + workspace.diagnostics().getFirst());
    }
    return workspace;
  }

  static <T> T require(Compiled<T> compiled) {
    return compiled
        .value()
        .orElseThrow(() -> new IllegalStateException("" + compiled.diagnostics()));
  }
}
