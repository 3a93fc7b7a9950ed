package dev.mensura.check.sql;

import java.util.regex.Pattern;

/** How names are written in SQL. */
final class SqlNames {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private SqlNames() {}

  /** A name as a column: in double quotes where it is no plain word. */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
