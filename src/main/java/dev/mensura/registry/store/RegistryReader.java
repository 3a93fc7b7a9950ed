package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a registry in one pass, taking down of each entry what the store needs and where it is. */
final class RegistryReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] bytes;
  private final JsonParser json;

  /** Most entries have one of a few authors. */
  private final Map<String, String> authors = new HashMap<>();

  private RegistryReader(byte[] bytes, int from) throws IOException {
    this.bytes = bytes;
    this.json = Json.FACTORY.createParser(bytes, from, bytes.length - from);
  }

  /** The whole of a file. */
  static Snapshot read(byte[] bytes, Stamp stamp) throws RegistryFault {
    boolean marked =
        bytes.length >= 3
            && java.util.Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    try {
      var reader =
          new RegistryReader(
              marked ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes, 0);
      try {
        return reader.registry(stamp);
      } catch (JsonProcessingException e) {
        throw RegistryFault.of(reader.bytes, reader.json, e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  /** A single entry, which is all of the bytes. */
  static Kept entry(byte[] bytes) throws RegistryFault {
    try {
      var reader = new RegistryReader(bytes, 0);
      try {
        reader.json.nextToken();
        return reader.entry();
      } catch (JsonProcessingException e) {
        throw RegistryFault.of(bytes, reader.json, e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }

  private Snapshot registry(Stamp stamp) throws IOException, RegistryFault {
    if (json.nextToken() == null) {
      throw fault(0, 0, "is empty", "an object with the list `metrics` was expected");
    }
    expect(JsonToken.START_OBJECT, "A registry", "an object with the list `metrics`");
    List<Snapshot.Member> members = new ArrayList<>();
    Optional<TreeMap<String, Kept>> metrics = Optional.empty();
    @Nullable String lastUpdated = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      int start = offset();
      json.nextToken();
      switch (key) {
        case Snapshot.METRICS -> {
          metrics = Optional.of(metrics());
          members.add(new Snapshot.Member(key, null));
        }
        case Snapshot.LAST_UPDATED -> {
          lastUpdated = text("`last_updated`");
          members.add(new Snapshot.Member(key, null));
        }
        default -> {
          int end = end();
          members.add(new Snapshot.Member(key, new Slice(bytes, start, end - start)));
        }
      }
    }
    int end = offset();
    if (json.nextToken() != null) {
      throw fault(offset(), offset() + 1, "goes on after its end", "nothing was expected here");
    }
    if (metrics.isEmpty()) {
      throw fault(end, end + 1, "has no `metrics`", "a list of that name was expected");
    }
    if (members.stream().noneMatch(m -> m.key().equals(Snapshot.LAST_UPDATED))) {
      members.add(new Snapshot.Member(Snapshot.LAST_UPDATED, null));
    }
    return new Snapshot(metrics.get(), members, Optional.ofNullable(lastUpdated), stamp);
  }

  private TreeMap<String, Kept> metrics() throws IOException, RegistryFault {
    expect(JsonToken.START_ARRAY, "`metrics`", "a list");
    var metrics = new TreeMap<String, Kept>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int start = offset();
      Kept kept = entry();
      if (metrics.putIfAbsent(kept.name(), kept) != null) {
        throw new RegistryFault(
            bytes,
            start,
            start + 1,
            "Metric `%s` stands twice; a name has one entry.".formatted(kept.name()));
      }
    }
    return metrics;
  }

  private Kept entry() throws IOException, RegistryFault {
    expect(JsonToken.START_OBJECT, "An entry of `metrics`", "an object");
    int start = offset();
    @Nullable String name = null;
    @Nullable String definition = null;
    @Nullable String createdAt = null;
    @Nullable String createdBy = null;
    @Nullable String updatedAt = null;
    @Nullable String updatedBy = null;
    int version = 1;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "name" -> name = text("`name`");
        case "definition" -> definition = text("`definition`");
        case "created_at" -> createdAt = text("`created_at`");
        case "created_by" -> createdBy = author(text("`created_by`"));
        case "updated_at" -> updatedAt = text("`updated_at`");
        case "updated_by" -> updatedBy = author(text("`updated_by`"));
        case "version" -> version = version();
        default -> json.skipChildren();
      }
    }
    int end = end();
    if (name == null || name.isBlank()) {
      throw new RegistryFault(
          bytes, start, start + 1, "This entry has no `name`; each entry names its metric.");
    }
    return new Kept(
        name,
        definition,
        version,
        new Kept.Stamps(createdAt, createdBy, updatedAt, updatedBy),
        new Slice(bytes, start, end - start));
  }

  private @Nullable String text(String key) throws IOException, RegistryFault {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    expect(JsonToken.VALUE_STRING, key, "a text");
    return json.getText();
  }

  private int version() throws IOException, RegistryFault {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return 1;
    }
    String expected = "a whole number from 1";
    expect(JsonToken.VALUE_NUMBER_INT, "`version`", expected);
    if (json.getNumberType() != JsonParser.NumberType.INT || json.getIntValue() < 1) {
      throw new RegistryFault(
          bytes,
          offset(),
          end(),
          "`version` is `%s`; it has to be %s.".formatted(json.getText(), expected));
    }
    return json.getIntValue();
  }

  private @Nullable String author(@Nullable String name) {
    return name == null ? null : authors.computeIfAbsent(name, n -> n);
  }

  private void expect(JsonToken token, String what, String expected)
      throws IOException, RegistryFault {
    if (json.currentToken() != token) {
      int start = offset();
      String found = RegistryFault.kind(json.currentToken());
      throw new RegistryFault(
          bytes, start, start + 1, "%s has to be %s; found %s.".formatted(what, expected, found));
    }
  }

  private RegistryFault fault(int start, int end, String what, String expected) {
    return new RegistryFault(bytes, start, end, "The file %s; %s.".formatted(what, expected));
  }

  /** Where the current token starts. */
  private int offset() {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  /** Where the current value ends; it is read to its end. */
  private int end() throws IOException {
    json.skipChildren();
    json.finishToken();
    return (int) json.currentLocation().getByteOffset();
  }
}
