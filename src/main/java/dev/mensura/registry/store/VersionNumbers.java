package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The greatest version of each metric that the history has, whether it took effect or not. What was
 * read once isn't read again: histories only grow.
 */
final class VersionNumbers {
  /** So many bytes before the end have to be the same for a file to be the one that was read. */
  private static final int REMEMBERED = 200;

  private final Map<String, Integer> greatest = new HashMap<>();
  private final Map<String, Integer> removals = new HashMap<>();
  private long offset;
  private byte[] end = {};

  /** Reads what was added since. */
  void update(Path history) throws IOException {
    long from = Math.max(0, offset - end.length);
    byte[] bytes = Lines.bytes(history, from);
    if (!startsWith(bytes, end)) {
      forget();
      from = 0;
      bytes = Lines.bytes(history, 0);
    }
    int start = end.length;
    int last = start;
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        note(new Slice(bytes, last, i - last));
        last = i + 1;
      }
    }
    offset = from + last;
    end = Arrays.copyOfRange(bytes, Math.max(0, last - REMEMBERED), last);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** Reads all of it anew next time: what was taken down may never have been written. */
  void forget() {
    greatest.clear();
    removals.clear();
    offset = 0;
    end = new byte[0];
  }

  /** 0 for a metric without history. */
  int greatest(String metric) {
    return greatest.getOrDefault(metric, 0);
  }

  /** The greatest version that took the metric away; 0 for none. */
  int removal(String metric) {
    return removals.getOrDefault(metric, 0);
  }

  /** Takes down a line that is about to be written. */
  void note(HistoryLine line) {
    note(line.metric(), line.version(), line.removes());
  }

  private void note(String metric, int version, boolean removes) {
    greatest.merge(metric, version, Math::max);
    if (removes) {
      removals.merge(metric, version, Math::max);
    }
  }

  private void note(Slice line) {
    String metric = null;
    String action = null;
    int version = 0;
    try (JsonParser json = Json.FACTORY.createParser(line.bytes(), line.from(), line.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      // These come first in every line, so definitions are hardly ever read.
      while ((metric == null || action == null || version == 0)
          && json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        JsonToken value = json.nextToken();
        if (key.equals("metric") && value == JsonToken.VALUE_STRING) {
          metric = json.getText();
        } else if (key.equals("action") && value == JsonToken.VALUE_STRING) {
          action = json.getText();
        } else if (key.equals("version") && value == JsonToken.VALUE_NUMBER_INT) {
          version = json.getIntValue();
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      // A line that a killed writer left unfinished; nothing of it was ever kept.
      return;
    }
    if (metric != null && action != null) {
      note(metric, version, Action.of(action).filter(Action::removes).isPresent());
    }
  }
}
