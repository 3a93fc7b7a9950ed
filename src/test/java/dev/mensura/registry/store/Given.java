package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Metrics and authors for tests of the store. */
final class Given {
  static final Author ANN =
      new Author("ann", Optional.of("as asked"), Instant.parse("2026-11-22T10:00:00Z"));
  static final Author BOB =
      new Author("bob", Optional.empty(), Instant.parse("2026-11-23T11:30:00.25Z"));

  private Given() {}

  static Operation.Put put(String name, String definition) {
    return put(name, definition, Action.DEFINE);
  }

  static Operation.Put put(String name, String definition, Action action) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("type", "count");
    entry.putArray("tags").add("growth");
    return new Operation.Put(name, definition, entry, action);
  }

  static Operation.Put put(String name) {
    return put(name, definition(name));
  }

  static String definition(String name) {
    return "metric " + name + " = count users";
  }

  static Operation.Remove delete(String name) {
    return new Operation.Remove(name, Action.DELETE);
  }

  /** Does it and gives what is kept then. */
  static Snapshot does(MetricStore store, Author author, Operation... operations)
      throws StoreException {
    return store.change(author, newest -> new Edit<>(List.of(operations), kept -> kept));
  }
}
