package dev.mensura.live;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.model.EnvText;
import dev.mensura.model.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the database that a project's settings speak of. */
final class Connections {
  private final Environment environment;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Connections(Environment environment) {
    this.environment = environment;
  }

  /**
   * @param root of the project
   * @return an error where a variable of the environment is missing or the URL is no known one's
   */
  static Compiled<Database> of(Settings settings, Path root, Environment environment) {
    var connections = new Connections(environment);
    Optional<Database> database = connections.database(settings, root);
    return new Compiled<>(
        database.filter(d -> connections.diagnostics.isEmpty()), connections.diagnostics);
  }

  private Optional<Database> database(Settings settings, Path root) {
    return switch (settings.connection()) {
      case Settings.Connection.Embedded e ->
          Optional.of(
              new Database.Files(
                  settings.data().stream()
                      .map(folder -> new Database.Folder(root.resolve(folder), folder))
                      .toList()));
      case Settings.Connection.DuckDbFile file ->
          expanded(file.path()).map(path -> new Database.DuckDbFile(root.resolve(path)));
      case Settings.Connection.Jdbc jdbc -> {
        Optional<String> user = jdbc.user().flatMap(this::expanded);
        Optional<String> password = jdbc.password().flatMap(this::expanded);
        yield expanded(jdbc.url()).flatMap(url -> of(url, user, password, jdbc.url()));
      }
    };
  }

  private Optional<Database> of(
      String url, Optional<String> user, Optional<String> password, EnvText written) {
    Optional<Database> database = Database.of(url, user, password);
    if (database.isEmpty()) {
      diagnostics.add(Database.unknown(written.place()));
    }
    return database;
  }

  private Optional<String> expanded(EnvText text) {
    EnvText.Expanded expanded = text.expand(environment::variable);
    expanded.diagnostic().ifPresent(diagnostics::add);
    return expanded.value();
  }
}
