package dev.mensura.registry.store;

import java.nio.charset.StandardCharsets;

/** A stretch of bytes that nobody changes. */
record Slice(byte[] bytes, int from, int length) {
  static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  static Slice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  String text() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
