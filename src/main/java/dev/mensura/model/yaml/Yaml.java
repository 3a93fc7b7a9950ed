package dev.mensura.model.yaml;

import dev.mensura.source.Span;
import java.util.List;
import java.util.Optional;

/** A value in a YAML document. */
public sealed interface Yaml {
  /** From its first to behind its last character, quotes and brackets included. */
  Span span();

  /** How many values it holds, itself included, each repetition of an anchored value counted. */
  long size();

  /** What it is, for messages: {@code a text}, {@code a list}. */
  String kind();

  /**
   * A single value.
   *
   * @param value its text, escapes and folds resolved
   */
  record Scalar(String value, Kind type, Style style, Span span) implements Yaml {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public String kind() {
      return type.words;
    }

    public boolean isText() {
      return type == Kind.TEXT;
    }

    /** No value at all: {@code key:} and nothing behind it, or {@code null}. */
    public boolean isNothing() {
      return type == Kind.NOTHING;
    }
  }

  record Sequence(List<Yaml> items, long size, Span span) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and their values, in the order of the file, each key once. */
  record Mapping(List<Entry> entries, long size, Span span) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    public Optional<Entry> entry(String key) {
      return entries.stream().filter(e -> e.key().value().equals(key)).findFirst();
    }
  }

  record Entry(Scalar key, Yaml value) {}

  /** What a scalar is, by YAML's core schema. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NOTHING("nothing");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    /** Behind {@code |} or {@code >}. */
    BLOCK
  }
}
