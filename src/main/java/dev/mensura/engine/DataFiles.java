package dev.mensura.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The CSV and Parquet files of folders and of the folders in them, by the name of the table that
 * they are: {@code users}, {@code shop.users} for {@code shop/users.csv}.
 */
final class DataFiles {
  private static final int DEPTH = 3;

  private final SortedMap<String, List<DataFile>> byTable = new TreeMap<>();

  static DataFiles in(List<Database.Folder> folders) throws IOException {
    var found = new DataFiles();
    for (Database.Folder folder : folders) {
      if (Files.isDirectory(folder.path())) {
        // The folder itself may be a link to where the data lie.
        Path real = folder.path().toRealPath();
        try (Stream<Path> files = Files.walk(real, DEPTH)) {
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.path().resolve(real.relativize(file)))
              .sorted()
              .forEach(file -> found.add(folder, file));
        }
      }
    }
    return found;
  }

  private void add(Database.Folder folder, Path file) {
    String relative = folder.path().relativize(file).toString().replace('\\', '/');
    String small = relative.toLowerCase(Locale.ROOT);
    int dot = relative.lastIndexOf('.');
    if (small.endsWith(".csv") || small.endsWith(".parquet")) {
      DataFile.Format format =
          small.endsWith(".csv") ? DataFile.Format.CSV : DataFile.Format.PARQUET;
      byTable
          .computeIfAbsent(relative.substring(0, dot).replace('/', '.'), x -> new ArrayList<>())
          .add(new DataFile(file, folder.name() + "/" + relative, format));
    }
  }

  Set<String> tables() {
    return Collections.unmodifiableSet(byTable.keySet());
  }

  /**
   * The files that a table could be, the whole name before its last part alone, letter case aside
   * only where nothing matches exactly. More than one means that nobody can tell.
   */
  List<DataFile> of(SqlName table) {
    for (String wanted : List.of(table.toString(), table.last())) {
      List<DataFile> exact = byTable.get(wanted);
      if (exact != null) {
        return exact;
      }
      List<DataFile> near =
          byTable.entrySet().stream()
              .filter(e -> e.getKey().equalsIgnoreCase(wanted))
              .flatMap(e -> e.getValue().stream())
              .toList();
      if (!near.isEmpty()) {
        return near;
      }
    }
    return List.of();
  }
}
