package dev.mensura.registry.store;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a sentence what is wrong with a text that isn't JSON. */
final class JsonSlip {
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("Unrecognized token '([^']*)'.*", Pattern.DOTALL);

  private JsonSlip() {}

  /**
   * @param offset of the byte at which the parser stopped
   * @param reason the parser's own
   */
  static String of(byte[] bytes, int offset, String reason, boolean ends) {
    if (isMergeMark(bytes, offset)) {
      return "Two versions of the file were merged and a conflict is left here.";
    }
    if (ends) {
      return "The file ends before it is complete; a `}`, `]` or `\"` is missing.";
    }
    Matcher duplicate = DUPLICATE.matcher(reason);
    if (duplicate.matches()) {
      return "The key `%s` stands twice in one object.".formatted(duplicate.group(1));
    }
    Matcher word = WORD.matcher(reason);
    if (word.matches()) {
      return "`%s` is no JSON value; texts stand in double quotes.".formatted(word.group(1));
    }
    return "%s; found %s.".formatted(expected(reason), found(bytes, offset));
  }

  private static String expected(String reason) {
    if (reason.contains("to separate Object entries")) {
      return "Expected `,` or `}`";
    }
    if (reason.contains("to separate Array entries")) {
      return "Expected `,` or `]`";
    }
    if (reason.contains("to start field name") || reason.contains("or start of field name")) {
      return "Expected a key in double quotes";
    }
    if (reason.contains("to separate field name and value")) {
      return "Expected `:` after the key";
    }
    if (reason.contains("Illegal unquoted character")) {
      return "Expected the closing `\"` of a text";
    }
    if (reason.contains("UTF-8")) {
      return "Expected text in UTF-8";
    }
    if (reason.contains("escape")) {
      return "Expected one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t` or `u` after `\\`";
    }
    if (reason.contains("nesting depth")) {
      return "Expected at most %d levels of nesting".formatted(Json.DEEPEST);
    }
    if (reason.contains("exceeds the maximum")) {
      return "Expected shorter texts, names and numbers";
    }
    return "Expected a JSON value";
  }

  private static String found(byte[] bytes, int offset) {
    if (offset >= bytes.length) {
      return "the end of the file";
    }
    byte at = bytes[offset];
    return switch (at) {
      case '\n', '\r' -> "the end of the line";
      case '\t' -> "a tab";
      default -> at > ' ' && at < 127 ? "`" + (char) at + "`" : "byte 0x%02x".formatted(at);
    };
  }

  private static boolean isMergeMark(byte[] bytes, int offset) {
    int start = Math.min(offset, bytes.length);
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    String line =
        new String(bytes, start, Math.min(7, bytes.length - start), StandardCharsets.ISO_8859_1);
    return line.equals("<<<<<<<") || line.equals("=======") || line.equals(">>>>>>>");
  }
}
