package dev.mensura.compiler;

import java.util.Locale;

/** What to call the rows and joins of tables whose names are English plurals, or nearly. */
final class DraftNames {
  private DraftNames() {}

  /** {@code company} of {@code companies}; what is no plural stays. */
  static String singular(String plural) {
    String small = plural.toLowerCase(Locale.ROOT);
    if (small.endsWith("ies") && small.length() > 4) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    boolean sibilant =
        small.endsWith("sses")
            || small.endsWith("xes")
            || small.endsWith("ches")
            || small.endsWith("shes");
    if (sibilant) {
      return plural.substring(0, plural.length() - 2);
    }
    boolean ends =
        small.endsWith("s")
            && !small.endsWith("ss")
            && !small.endsWith("us")
            && !small.endsWith("is")
            && small.length() > 2;
    return ends ? plural.substring(0, plural.length() - 1) : plural;
  }

  /**
   * What a column that holds another table's key calls that table's row; empty if it is no such.
   */
  static String stem(String column) {
    String small = column.toLowerCase(Locale.ROOT);
    if (small.endsWith("_id") && column.length() > 3) {
      return column.substring(0, column.length() - 3);
    }
    return column.endsWith("Id") && column.length() > 2
        ? column.substring(0, column.length() - 2)
        : "";
  }

  /** Whether a column is called as keys are. */
  static boolean isKeyLike(String column) {
    String small = column.toLowerCase(Locale.ROOT);
    return small.equals("id")
        || !stem(column).isEmpty()
        || small.endsWith("_no")
        || small.endsWith("_key")
        || small.endsWith("_code")
        || small.endsWith("_number")
        || small.equals("uuid")
        || small.equals("sku")
        || small.equals("code")
        || small.equals("key");
  }

  /** The last part of a table's name, in small letters: {@code orders} of {@code shop.Orders}. */
  static String model(String table) {
    String last = table.substring(table.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    String plain = last.replace('`', '_').replaceAll("\\p{Cntrl}", "_");
    return plain.isEmpty() ? "table" : plain;
  }
}
