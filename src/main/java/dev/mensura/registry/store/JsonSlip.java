package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a text that isn't JSON, in words for people.
 *
 * @param offset of the byte where
 */
record JsonSlip(int offset, String sentence) {
  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("Unrecognized token '([^']*)'.*", Pattern.DOTALL);

  private static final Pattern UNCLOSED_TEXT =
      Pattern.compile("VALUE_STRING|in field name|closing '\"'|closing quote");

  /** What was expected, by what the parser's own words contain. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "to separate Object entries", "`,` or `}`",
          "to separate Array entries", "`,` or `]`",
          "start field name", "a key in double quotes",
          "start of field name", "a key in double quotes",
          "to separate field name and value", "`:` after the key",
          "Illegal unquoted character", "the closing `\"` of a text",
          "character escape", "one of `\"`, `\\`, `/`, `b`, `f`, `n`, `r`, `t` or `u` after `\\`");

  static JsonSlip of(byte[] bytes, JsonParser json, JsonProcessingException cause) {
    JsonLocation location =
        cause.getLocation() == null ? json.currentLocation() : cause.getLocation();
    int offset = Math.clamp(location.getByteOffset(), 0, bytes.length);
    String reason = cause.getOriginalMessage();
    if (isMergeMark(bytes, offset)) {
      return new JsonSlip(offset, "A merge left a conflict here.");
    }
    if (cause instanceof StreamConstraintsException) {
      String limit =
          reason.contains("nesting")
              ? "at most %d levels of nesting".formatted(Json.DEEPEST)
              : "shorter texts, keys and numbers";
      return new JsonSlip(Math.max(0, offset - 1), "Expected %s.".formatted(limit));
    }
    if (cause instanceof JsonEOFException) {
      return unclosed(bytes, json, reason);
    }
    if (reason.contains("UTF-8")) {
      int bad = firstNotUtf8(bytes);
      return new JsonSlip(bad, "Expected text in UTF-8; found %s.".formatted(found(bytes, bad)));
    }
    Matcher duplicate = DUPLICATE.matcher(reason);
    if (duplicate.matches()) {
      String key = duplicate.group(1);
      return new JsonSlip(
          before(bytes, offset, key), "The key `%s` stands twice in one object.".formatted(key));
    }
    Matcher word = WORD.matcher(reason);
    if (word.matches()) {
      return new JsonSlip(
          before(bytes, offset, word.group(1)),
          "`%s` is no JSON value; texts stand in double quotes.".formatted(word.group(1)));
    }
    String expected =
        EXPECTED.entrySet().stream()
            .filter(entry -> reason.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst()
            .orElse("a JSON value");
    return new JsonSlip(offset, "Expected %s; found %s.".formatted(expected, found(bytes, offset)));
  }

  private static JsonSlip unclosed(byte[] bytes, JsonParser json, String reason) {
    if (UNCLOSED_TEXT.matcher(reason).find()) {
      int start = Math.clamp(json.currentTokenLocation().getByteOffset(), 0, bytes.length);
      return new JsonSlip(start, "The file ends before this text is closed.");
    }
    JsonLocation open = json.getParsingContext().startLocation(ContentReference.unknown());
    int start = 0;
    for (int line = 1; line < open.getLineNr(); line++) {
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
      start++;
    }
    start = Math.clamp(start + open.getColumnNr() - 1L, 0, bytes.length);
    return start < bytes.length && (bytes[start] == '{' || bytes[start] == '[')
        ? new JsonSlip(start, "The file ends before this `%c` is closed.".formatted(bytes[start]))
        : new JsonSlip(bytes.length, "The file ends before it is complete.");
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

  private static int firstNotUtf8(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(4096);
    while (decoder.decode(in, out, true).isOverflow()) {
      out.clear();
    }
    return in.position();
  }

  /** Where a text stands last before an offset; the offset if it is written differently there. */
  private static int before(byte[] bytes, int offset, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    int at = Math.min(offset, bytes.length - wanted.length);
    while (at >= 0 && !Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
      at--;
    }
    return at < 0 ? offset : at;
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
