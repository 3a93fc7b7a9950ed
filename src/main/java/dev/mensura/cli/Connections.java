package dev.mensura.cli;

import dev.mensura.engine.Database;
import dev.mensura.model.EnvText;
import dev.mensura.model.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the database that a query asks. */
record Connections(Question question, Face face) {
  /** That of {@code --jdbc}, else the project's; empty after its mistake was shown. */
  Optional<Database> database(Optional<String> jdbc) {
    if (jdbc.isPresent()) {
      return Optional.of(of(jdbc.get(), Optional.empty(), Optional.empty()));
    }
    Path root = question.project().root();
    Settings settings = question.workspace().settings();
    return switch (settings.connection()) {
      case Settings.Connection.Embedded e -> Optional.of(files(root, settings.data()));
      case Settings.Connection.DuckDbFile file ->
          expanded(file.path()).map(path -> new Database.DuckDbFile(root.resolve(path)));
      case Settings.Connection.Jdbc url -> {
        Optional<String> text = expanded(url.url());
        Optional<String> user = url.user().flatMap(this::expanded);
        Optional<String> password = url.password().flatMap(this::expanded);
        boolean whole =
            user.isPresent() == url.user().isPresent()
                && password.isPresent() == url.password().isPresent();
        yield text.filter(t -> whole).map(t -> of(t, user, password));
      }
    };
  }

  private static Database files(Path root, List<String> folders) {
    return new Database.Files(
        folders.stream().map(f -> new Database.Folder(root.resolve(f), f)).toList());
  }

  private static Database of(String url, Optional<String> user, Optional<String> password) {
    return Database.of(url, user, password)
        .orElseThrow(() ->
            Stop.usage("the URL of a database starts with `jdbc:postgresql:` or `jdbc:duckdb:`."));
  }

  private Optional<String> expanded(EnvText text) {
    EnvText.Expanded expanded = text.expand(face.terminal()::variable);
    expanded.diagnostic().ifPresent(d -> face.report(List.of(d)));
    return expanded.value();
  }
}
