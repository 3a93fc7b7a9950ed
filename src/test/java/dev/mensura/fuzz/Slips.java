package dev.mensura.fuzz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Spoils texts: by slips of the hand, by malice, and by names that belong elsewhere. */
final class Slips {
  private static final Pattern TOKEN =
      Pattern.compile("\\w+|'[^'\\n]*'|\"[^\"\\n]*\"|@[\\w.-]+|[<>!=]=|\\s+|.", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[a-z_]\\w*");

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "((",
          "))",
          "[",
          "]",
          "{",
          "}",
          ",",
          ".",
          ":",
          "=",
          "==",
          "<>",
          "||",
          "+",
          "-",
          "*",
          "/",
          "%",
          "metric x = ",
          "query x = ",
          "assert x > 0",
          "test \"t\" {",
          "\nmetric ",
          " where ",
          " by ",
          " as ",
          " having ",
          " order by ",
          " limit ",
          " default ",
          " dated ",
          " per ",
          " over last 28 days",
          " 1 month ago",
          " across all",
          " at first day of month",
          " fill ",
          " in ",
          " not in (null)",
          " between 1 and ",
          " like '%",
          " is not null",
          " and ",
          " or ",
          " not ",
          "case when ",
          " then ",
          " else ",
          " end",
          "null",
          "true",
          "sum(",
          "count ",
          "count_distinct ",
          "avg (",
          "percentile(",
          ", 0.95)",
          "median ",
          "any_true(",
          "coalesce(",
          "nullif(",
          "if(",
          "cast(",
          " as integer)",
          "round(",
          "substring(",
          "least(",
          "sql users \"SUM(revenue)\"",
          "sql users \"",
          "sql events \"COUNT(*) OVER ()\"",
          "sql: |\n      SELECT 1\n",
          "expr: ",
          "joins:\n",
          "@2024",
          "@2024-02-31",
          "@2024-W53",
          "@2024-01..@2023-01",
          "@9999..",
          "in last 99999999999 days",
          "7 days",
          "0",
          "-1",
          "1e400",
          "0.1",
          "00",
          "99999999999999999999999999999999999999",
          "1_000",
          "0x1F",
          "9223372036854775808",
          "'",
          "\"",
          "`",
          "''",
          "'it''s'",
          "\"\"\"",
          "/*",
          "*/",
          "--",
          "//",
          "///",
          ";",
          "@",
          "#",
          "\\",
          "\0",
          "\t",
          "\r",
          "\n",
          "\n\n",
          "\u2028",
          "\uFEFF",
          "\u200B",
          "\uD83D",
          "\uD83D\uDE00",
          "é",
          "ß",
          "İ",
          "名前",
          "`a b`",
          "$1",
          "${X}",
          "&a ",
          "*a",
          "!t ",
          "---\n",
          "- ",
          "? ",
          "|\n",
          ">-\n",
          "~");

  private final Random random;
  private final List<String> names;
  private final List<String> texts;

  /**
   * @param texts where names and stretches that belong elsewhere are taken from
   */
  Slips(Random random, Collection<String> texts) {
    this.random = random;
    this.texts = List.copyOf(texts);
    var found = new TreeSet<String>();
    texts.forEach(text -> NAME.matcher(text).results().forEach(r -> found.add(r.group())));
    this.names = List.copyOf(found);
  }

  /** The text with one to four slips. */
  String in(String text) {
    List<String> tokens = tokens(text);
    int slips = 1 + random.nextInt(4);
    for (int i = 0; i < slips; i++) {
      if (tokens.isEmpty()) {
        tokens.add(any(PIECES));
      }
      slip(tokens);
    }
    return String.join("", tokens);
  }

  private void slip(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(14)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.set(at, any(PIECES));
      case 2 -> tokens.add(at, any(PIECES));
      case 3 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      case 4 -> {
        int other = random.nextInt(tokens.size());
        String token = tokens.get(at);
        tokens.set(at, tokens.get(other));
        tokens.set(other, token);
      }
      case 5, 6, 7 -> tokens.set(nameNear(tokens, at), any(names));
      case 8 -> tokens.set(at, any(tokens(any(texts))));
      case 9 -> tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(30))).clear();
      case 10 -> {
        List<String> from = tokens(any(texts));
        int start = random.nextInt(from.size());
        tokens.addAll(at, from.subList(start, Math.min(from.size(), start + random.nextInt(40))));
      }
      case 11 -> tokens.set(at, nested(tokens.get(at)));
      case 12 -> tokens.set(at, number());
      default -> tokens.set(at, tokens.get(at) + (char) random.nextInt(0x10000));
    }
  }

  /** The next token from {@code at} on that is a name; {@code at} where there is none. */
  private static int nameNear(List<String> tokens, int at) {
    for (int i = at; i < tokens.size(); i++) {
      if (NAME.matcher(tokens.get(i)).matches()) {
        return i;
      }
    }
    return at;
  }

  private String nested(String token) {
    int depth = 1 << random.nextInt(14);
    return switch (random.nextInt(5)) {
      case 0 -> "(".repeat(depth) + token + ")".repeat(depth);
      case 1 -> "(".repeat(depth) + token;
      case 2 -> "not ".repeat(depth) + token;
      case 3 -> token + (" + " + token).repeat(depth);
      default -> "case when true then ".repeat(depth) + token + " end".repeat(depth);
    };
  }

  private String number() {
    var digits = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 30);
    for (int i = 0; i < length; i++) {
      digits.append(random.nextInt(10));
    }
    if (random.nextBoolean()) {
      digits.insert(random.nextInt(length), '.');
    }
    return digits + (random.nextInt(4) == 0 ? " days" : "");
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static List<String> tokens(String text) {
    return new ArrayList<>(TOKEN.matcher(text).results().map(r -> r.group()).toList());
  }
}
