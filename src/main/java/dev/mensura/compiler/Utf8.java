package dev.mensura.compiler;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The text of a file.
 *
 * @param text without a byte order mark; what is no text shows as the replacement character
 * @param firstBad the offset of the first character that is none; empty if all are
 */
record Utf8(String text, OptionalInt firstBad) {
  static Utf8 decode(byte[] bytes) {
    try {
      // A new decoder reports what is malformed; a String would replace it in silence.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return new Utf8(withoutMark(text.toString()), OptionalInt.empty());
    } catch (CharacterCodingException e) {
      String text = withoutMark(new String(bytes, StandardCharsets.UTF_8));
      return new Utf8(text, OptionalInt.of(Math.max(0, text.indexOf('\uFFFD'))));
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
