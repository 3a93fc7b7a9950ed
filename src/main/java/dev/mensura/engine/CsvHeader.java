package dev.mensura.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The first record of a CSV file. Knowing it spares DuckDB a look at the whole file, and lets a
 * model say the types.
 *
 * @param columns the names, made different where they repeat
 * @param delimiter a comma, semicolon, tab or bar
 * @param allQuoted whether every name is in quotes: then empty values will be too
 */
record CsvHeader(List<String> columns, char delimiter, boolean allQuoted) {
  private static final String DELIMITERS = ",;\t|";

  static CsvHeader read(Path file) throws IOException {
    String record = firstRecord(file);
    char delimiter = delimiter(record);
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    boolean allQuoted = !record.isEmpty();
    for (String raw : split(record, delimiter)) {
      boolean quoted = raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
      allQuoted &= quoted;
      String name = quoted ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw.strip();
      names.add(different(name.isEmpty() ? "column" + names.size() : name, taken));
    }
    return new CsvHeader(names, delimiter, allQuoted);
  }

  private static String different(String name, Set<String> taken) {
    String result = name;
    for (int i = 1; !taken.add(result.toLowerCase(Locale.ROOT)); i++) {
      result = name + "_" + i;
    }
    return result;
  }

  private static String firstRecord(Path file) throws IOException {
    var record = new StringBuilder();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      boolean quoted = false;
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        quoted ^= c == '"';
        if (!quoted && (c == '\n' || c == '\r')) {
          break;
        }
        record.append((char) c);
      }
    }
    boolean marked = !record.isEmpty() && record.charAt(0) == '\uFEFF';
    return marked ? record.substring(1) : record.toString();
  }

  private static char delimiter(String record) {
    char best = ',';
    int most = split(record, best).size();
    for (char candidate : DELIMITERS.toCharArray()) {
      int count = split(record, candidate).size();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private static List<String> split(String record, char delimiter) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      quoted ^= c == '"';
      if (c == delimiter && !quoted) {
        parts.add(record.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(record.substring(start));
    return parts;
  }
}
