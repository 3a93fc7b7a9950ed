package dev.mensura.registry.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Writes a registry: what wasn't changed byte for byte as it was read. */
final class RegistryText implements Disk.Content {
  /** What every line of an entry but its first begins with. */
  static final String INDENT = "    ";

  private static final int CHUNK = 1 << 18;

  private final Snapshot snapshot;

  RegistryText(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public void to(Disk.Sink sink) throws IOException {
    var out = new Gather(sink);
    out.add("{");
    String separator = "\n  ";
    for (Snapshot.Member member : snapshot.members()) {
      out.add(separator);
      separator = ",\n  ";
      Slice text = member.text();
      if (text != null) {
        out.add(text);
      } else if (member.key().equals(Snapshot.METRICS)) {
        metrics(out);
      } else {
        out.add("\"" + Snapshot.LAST_UPDATED + "\": ");
        out.add(snapshot.lastUpdated().map(RegistryText::quoted).orElse("null"));
      }
    }
    out.add("\n}\n");
    out.flush();
  }

  private void metrics(Gather out) throws IOException {
    out.add("\"" + Snapshot.METRICS + "\": [");
    Iterator<Kept> entries = snapshot.metrics().values().iterator();
    while (entries.hasNext()) {
      out.add("\n" + INDENT);
      out.add(entries.next().slice());
      out.add(entries.hasNext() ? "," : "\n  ");
    }
    out.add("]");
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Collects slices into pieces that are worth a write. */
  private static final class Gather {
    private final Disk.Sink sink;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    Gather(Disk.Sink sink) {
      this.sink = sink;
    }

    void add(String text) throws IOException {
      add(Slice.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    void add(Slice slice) throws IOException {
      if (slice.length() > chunk.remaining()) {
        flush();
      }
      if (slice.length() > CHUNK) {
        sink.write(ByteBuffer.wrap(slice.bytes(), slice.from(), slice.length()));
      } else {
        chunk.put(slice.bytes(), slice.from(), slice.length());
      }
    }

    void flush() throws IOException {
      sink.write(chunk.flip());
      chunk.clear();
    }
  }
}
