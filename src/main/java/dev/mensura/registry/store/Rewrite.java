package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Applies operations to what is kept. */
final class Rewrite {
  private final TreeMap<String, Kept> metrics;
  private final Author author;
  private final String shown;
  private final VersionNumbers numbers;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Snapshot before;

  private Rewrite(Snapshot before, Author author, VersionNumbers numbers, String shown) {
    this.before = before;
    this.metrics = new TreeMap<>(before.metrics());
    this.author = author;
    this.numbers = numbers;
    this.shown = shown;
  }

  /**
   * @param numbers of the history as it is; those that are given out are taken down there
   */
  static Rewrite of(
      Snapshot before,
      List<Operation> operations,
      Author author,
      VersionNumbers numbers,
      String shown)
      throws StoreException {
    var rewrite = new Rewrite(before, author, numbers, shown);
    for (Operation operation : operations) {
      try {
        switch (operation) {
          case Operation.Put put -> rewrite.put(put);
          case Operation.Remove remove -> rewrite.remove(remove);
        }
      } catch (IOException e) {
        throw rewrite.unfit(operation.metric(), "its text can't be written as UTF-8.");
      } catch (RegistryFault e) {
        throw rewrite.unfit(operation.metric(), e.sentence());
      }
    }
    return rewrite;
  }

  /** What is kept afterwards, without a stamp yet. */
  Snapshot after() {
    return new Snapshot(
        metrics, before.members(), Optional.of(Times.text(author.at())), Stamp.ABSENT);
  }

  /** What the history gets. */
  byte[] lines() {
    return lines.toByteArray();
  }

  private void put(Operation.Put put) throws IOException, RegistryFault {
    String name = put.metric();
    Optional<Kept> old = Optional.ofNullable(metrics.get(name));
    int after = old.map(Kept::version).orElseGet(() -> numbers.removal(name));
    int version = next(name, old);
    ObjectNode asked = put.entry();
    ObjectNode entry = asked.objectNode();
    entry.put("name", name);
    Optional<ObjectNode> stamps = old.map(Kept::entry);
    JsonNode createdAt = stamps.orElse(asked).get("created_at");
    JsonNode createdBy = stamps.orElse(asked).get("created_by");
    entry.setAll(asked);
    entry.remove(List.of("created_at", "created_by", "updated_at", "updated_by", "version"));
    entry.put("name", name);
    entry.put("definition", put.definition());
    String now = Times.text(author.at());
    if (createdAt == null && old.isEmpty()) {
      entry.put("created_at", now);
    } else if (createdAt != null) {
      entry.set("created_at", createdAt);
    }
    if (createdBy == null && old.isEmpty()) {
      entry.put("created_by", author.by());
    } else if (createdBy != null) {
      entry.set("created_by", createdBy);
    }
    if (old.isPresent()) {
      entry.put("updated_at", now);
      entry.put("updated_by", author.by());
    }
    entry.put("version", version);
    metrics.put(name, RegistryReader.entry(text(entry)));
    line(
        new HistoryLine(
            name,
            version,
            after,
            put.action(),
            author.at(),
            author.by(),
            author.why(),
            Optional.of(put.definition()),
            Optional.empty()));
  }

  private void remove(Operation.Remove remove) throws IOException {
    Kept old = metrics.get(remove.metric());
    if (old == null) {
      throw new IllegalArgumentException("not kept: " + remove.metric());
    }
    int version = next(old.name(), Optional.of(old));
    metrics.remove(old.name());
    line(
        new HistoryLine(
            old.name(),
            version,
            old.version(),
            remove.action(),
            author.at(),
            author.by(),
            author.why(),
            old.definition(),
            structured(old)));
  }

  /** The next version of a metric; what was kept before there was a history gets into it first. */
  private int next(String name, Optional<Kept> old) throws IOException {
    int known = numbers.greatest(name);
    if (old.isPresent() && old.get().version() > known) {
      Kept kept = old.get();
      line(
          new HistoryLine(
              name,
              kept.version(),
              0,
              Action.IMPORT,
              kept.updatedAt().or(kept::createdAt).orElse(author.at()),
              kept.updatedBy().or(kept::createdBy).orElse(author.by()),
              Optional.empty(),
              kept.definition(),
              structured(kept)));
    }
    return Math.max(known, old.map(Kept::version).orElse(0)) + 1;
  }

  private static Optional<ObjectNode> structured(Kept kept) {
    return kept.definition().isPresent() ? Optional.empty() : Optional.of(kept.entry());
  }

  private void line(HistoryLine line) throws IOException {
    numbers.note(line);
    lines.writeBytes(HistoryJson.write(line));
  }

  private static byte[] text(ObjectNode entry) throws IOException {
    return Json.utf8(
        Json.PAGES.writeValueAsString(entry).replace("\n", "\n" + RegistryText.INDENT));
  }

  private StoreException unfit(String metric, String why) {
    var place = new Place(new SourceFile(shown, ""), new Span(0, 0));
    return new StoreException(
        Diagnostic.of(
            Code.BAD_REGISTRY, place, "Metric `%s` can't be kept: %s".formatted(metric, why)));
  }
}
