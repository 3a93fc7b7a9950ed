package dev.mensura.compiler;

/** What a file is to a project, by its name. */
enum FileKind {
  SETTINGS,
  MODEL,
  METRIC,
  OTHER;

  static final String SETTINGS_FILE = "mensura.yml";

  /**
   * @param path relative to the project; a text in no file, such as {@code <stdin>}, holds metrics,
   *     and so does one inside another file, such as {@code metrics.json#power_users}
   */
  static FileKind of(String path) {
    if (path.equals(SETTINGS_FILE)) {
      return SETTINGS;
    }
    if (path.startsWith("<") || path.contains(".json#")) {
      return METRIC;
    }
    if (path.endsWith(".yml") || path.endsWith(".yaml")) {
      return MODEL;
    }
    return path.endsWith(".metric") ? METRIC : OTHER;
  }
}
