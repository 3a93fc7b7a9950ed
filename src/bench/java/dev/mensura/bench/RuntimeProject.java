package dev.mensura.bench;

import dev.mensura.compiler.Workspace;
import dev.mensura.registry.Registry;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Author;
import dev.mensura.registry.store.Edit;
import dev.mensura.registry.store.FileStore;
import dev.mensura.registry.store.Operation;
import dev.mensura.registry.store.StoreException;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A project in a folder whose metrics were all defined at run time. */
record RuntimeProject(Path root) implements AutoCloseable {
  static RuntimeProject of(int metrics) throws IOException, StoreException {
    Path root = Files.createTempDirectory("mensura-bench");
    var project = GeneratedProject.of(metrics, Math.max(1, metrics / 20));
    for (SourceFile model : project.models()) {
      Path file = root.resolve(model.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, model.text());
    }
    Files.createDirectories(root.resolve("data"));
    Workspace workspace = Sound.require(Workspace.of(project.all()));
    List<Operation> kept = new ArrayList<>();
    workspace
        .analysis()
        .metricDeclarations()
        .forEach((name, declared) -> {
          String text = new Place(declared.file(), declared.declaration().span()).text();
          var entry = Registry.kept(name, text, workspace.analysis()).orElseThrow();
          kept.add(new Operation.Put(name, text, entry, Action.IMPORT));
        });
    var author = new Author("bench", Optional.empty(), Instant.EPOCH);
    FileStore.open(root.resolve("registry").resolve("metrics.json"))
        .change(author, snapshot -> new Edit<>(kept, after -> true));
    return new RuntimeProject(root);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
