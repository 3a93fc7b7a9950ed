package dev.mensura.cli;

import dev.mensura.compiler.ProjectInit;
import dev.mensura.engine.Database;
import dev.mensura.engine.Inspected;
import dev.mensura.engine.Inspector;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura init}. */
final class InitCommand implements Command {
  private static final String SETTINGS = "mensura.yml";
  private static final String DATA = "data";

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Looks at the tables of a database, or at CSV and Parquet files, and writes a model for"
            + " each to models/ and a first file of metrics to metrics/. Types, keys and joins come"
            + " from what the database declares, else from what every row bears out. No file is"
            + " overwritten.");
    spec.addOption(
        Arguments.option(
            "--jdbc", "URL", "The database: jdbc:postgresql://host/name or jdbc:duckdb:file."));
    spec.addOption(
        Arguments.option("--data", "DIR", "The folder of CSV and Parquet files; data by default."));
    Help.examples(
        spec,
        "mensura init",
        "mensura init --data exports --project shop",
        "mensura init --jdbc jdbc:postgresql://localhost/shop?user=me");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Path root = face.start().orElse(face.terminal().folder());
    refuseProject(root);
    Source source = source(arguments, face, root);
    face.task().is("looking at the tables of `" + source.name() + "`");
    Place asked = new Place(new SourceFile("<init>", ""), new Span(0, 0));
    Inspected inspected;
    try (var progress = Progress.of(face.terminal(), "looking at " + source.name())) {
      inspected = progress.during(() -> Inspector.inspect(source.database(), asked));
    }
    face.report(inspected.diagnostics());
    if (inspected.tables().isEmpty()) {
      throw Stop.error("`" + source.name() + "` holds no tables.")
          .hint("`--data DIR` names a folder of CSV or Parquet files, `--jdbc URL` a database.");
    }
    List<SourceFile> files = new ArrayList<>(ProjectInit.draft(inspected.tables()));
    source.settings().ifPresent(text -> files.addFirst(new SourceFile(SETTINGS, text)));
    write(root, files, face);
    face.terminal().out().println("Next: mensura check, mensura list");
    return inspected.diagnostics().isEmpty() ? Exit.OK : Exit.ERRORS;
  }

  /**
   * Where the tables are.
   *
   * @param name for messages, without a password
   * @param settings what the project has to say of it; none where that is the default
   */
  private record Source(Database database, String name, Optional<String> settings) {}

  private static void refuseProject(Path root) {
    Path models = root.resolve("models");
    boolean taken = Files.exists(root.resolve(SETTINGS));
    if (Files.isDirectory(models)) {
      try (Stream<Path> inside = Files.list(models)) {
        taken |= inside.anyMatch(f -> f.toString().matches(".*\\.ya?ml"));
      } catch (IOException e) {
        throw Stop.error("`" + models + "` can't be read.");
      }
    }
    if (taken) {
      throw Stop.usage("there is a project in `%s` already; nothing was written.".formatted(root))
          .hint("`--project DIR` names another folder.");
    }
  }

  private static Source source(Arguments arguments, Face face, Path root) {
    Optional<String> jdbc = arguments.text("--jdbc");
    Optional<String> data = arguments.text("--data");
    if (jdbc.isPresent() && data.isPresent()) {
      throw Stop.usage("`--jdbc` and `--data` are two sources; a project has one.");
    }
    if (jdbc.isPresent()) {
      Database database =
          Database.of(jdbc.get(), Optional.empty(), Optional.empty())
              .orElseThrow(() ->
                  Stop.usage(
                      "the URL of a database starts with `jdbc:postgresql:` or `jdbc:duckdb:`."));
      return switch (database) {
        case Database.DuckDbFile file -> duckdb(file, face, root);
        case Database.Postgres postgres -> postgres(postgres);
        case Database.Files files -> throw new IllegalArgumentException("no URL: " + files);
      };
    }
    Path folder = face.terminal().folder().resolve(data.orElse(root.resolve(DATA).toString()));
    if (!Files.isDirectory(folder)) {
      throw Stop.usage("`%s` is no folder.".formatted(folder))
          .hint("`--data DIR` names a folder of CSV or Parquet files, `--jdbc URL` a database.");
    }
    String name = from(root, folder);
    return new Source(
        new Database.Files(List.of(new Database.Folder(folder, name))),
        name,
        name.equals(DATA) ? Optional.empty() : Optional.of("data: " + quoted(name) + "\n"));
  }

  private static Source duckdb(Database.DuckDbFile file, Face face, Path root) {
    Path path = face.terminal().folder().resolve(file.path());
    if (!Files.exists(path)) {
      throw Stop.usage("there is no file `%s`.".formatted(path));
    }
    String settings = "connection:\n  duckdb: " + quoted(from(root, path)) + "\n";
    return new Source(new Database.DuckDbFile(path), from(root, path), Optional.of(settings));
  }

  /** A password is for the environment, not for a file that others read. */
  private static Source postgres(Database.Postgres postgres) {
    String url = postgres.url();
    int options = url.indexOf('?');
    String name = options < 0 ? url : url.substring(0, options);
    List<String> kept =
        options < 0
            ? List.of()
            : Stream.of(url.substring(options + 1).split("&", -1))
                .filter(option -> !option.startsWith("password="))
                .toList();
    boolean secret = options >= 0 && kept.size() < url.substring(options + 1).split("&", -1).length;
    String plain = kept.isEmpty() ? name : name + "?" + String.join("&", kept);
    String password = secret ? "  password: ${PGPASSWORD}\n" : "";
    return new Source(
        postgres, name, Optional.of("connection:\n  jdbc: " + quoted(plain) + "\n" + password));
  }

  private static String from(Path root, Path path) {
    Path base = root.toAbsolutePath().normalize();
    Path there = path.toAbsolutePath().normalize();
    String text = there.startsWith(base) ? base.relativize(there).toString() : there.toString();
    return text.replace(File.separatorChar, '/');
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void write(Path root, List<SourceFile> files, Face face) {
    for (SourceFile file : files) {
      Path path = root.resolve(file.path());
      try {
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(root));
        Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW);
        face.terminal().out().println("wrote " + file.path());
      } catch (FileAlreadyExistsException e) {
        face.terminal().out().println("kept " + file.path() + ", which is there already");
      } catch (IOException e) {
        throw Stop.error("`" + path + "` can't be written: " + e.getMessage());
      }
    }
  }
}
