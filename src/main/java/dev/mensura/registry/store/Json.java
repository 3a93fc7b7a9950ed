package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON as the store reads and writes it. */
final class Json {
  /** In characters; definitions of up to a million are kept, several times in one entry. */
  static final int LONGEST_TEXT = 8_000_000;

  static final int DEEPEST = 100;

  /**
   * Whoever can write the file can make it as hostile as they like, so nothing in it may take more
   * memory or time than its bytes: no numbers of a million digits, no nesting that overflows a
   * stack, no key for which a table has no room.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(10_000)
                  .maxNumberLength(400)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static final ObjectReader OBJECTS = MAPPER.readerFor(ObjectNode.class);

  /** One line. */
  static final ObjectWriter LINES = MAPPER.writer();

  /** Two spaces, {@code \n}, an item a line. */
  static final ObjectWriter PAGES = MAPPER.writer(printer());

  private Json() {}

  /** As bytes; half a surrogate pair, which would become another character, is refused. */
  static byte[] utf8(String text) throws CharacterCodingException {
    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    return Arrays.copyOf(bytes.array(), bytes.limit());
  }

  /** A line with its line break. */
  static byte[] line(ObjectNode json) throws JsonProcessingException, CharacterCodingException {
    return utf8(LINES.writeValueAsString(json) + "\n");
  }

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withRootSeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
