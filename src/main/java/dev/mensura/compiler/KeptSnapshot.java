package dev.mensura.compiler;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.store.FileStore;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.registry.store.StoreException;
import java.nio.file.Path;
import java.util.List;

/** What a registry keeps; nothing, with the reason, if it can't be read. */
record KeptSnapshot(Snapshot snapshot, List<Diagnostic> diagnostics) {
  static KeptSnapshot read(Path registry) {
    try {
      return new KeptSnapshot(FileStore.open(registry).read(), List.of());
    } catch (StoreException e) {
      return new KeptSnapshot(Snapshot.EMPTY, List.of(e.diagnostic()));
    }
  }
}
