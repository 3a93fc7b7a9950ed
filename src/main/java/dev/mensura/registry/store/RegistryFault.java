package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What keeps a registry from being understood, and where. */
final class RegistryFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;
  private final int start;
  private final int end;
  private final String sentence;

  RegistryFault(byte[] bytes, int start, int end, String message) {
    super(message);
    this.sentence = message;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** What a parser stumbled over. */
  static RegistryFault of(byte[] bytes, JsonParser json, JsonProcessingException cause) {
    JsonSlip slip = JsonSlip.of(bytes, json, cause);
    return new RegistryFault(
        bytes, slip.offset(), Math.min(slip.offset() + 1, bytes.length), slip.sentence());
  }

  /** What is wrong. */
  String sentence() {
    return sentence;
  }

  Diagnostic diagnostic(String path) {
    String before = new String(bytes, 0, start, StandardCharsets.UTF_8);
    var file = new SourceFile(path, new String(bytes, StandardCharsets.UTF_8));
    int from = Math.min(before.length(), file.text().length());
    int to = Math.min(from + Math.max(0, end - start), file.text().length());
    return Diagnostic.of(Code.BAD_REGISTRY, new Place(file, new Span(from, to)), sentence);
  }

  /** What a value is, in words. */
  static String kind(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "`null`";
      case null, default -> "nothing";
    };
  }
}
