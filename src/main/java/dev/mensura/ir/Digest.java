package dev.mensura.ir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** 256 bits that stand for a meaning. */
record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
  static final Digest ZERO = new Digest(0, 0, 0, 0);

  /** SHA-256 of a word and the digests that it is said of, in their order. */
  static Digest of(String word, Collection<Digest> parts) {
    byte[] text = word.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(8 + text.length + 32 * parts.size());
    buffer.putInt(text.length).put(text).putInt(parts.size());
    for (Digest part : parts) {
      buffer.putLong(part.a).putLong(part.b).putLong(part.c).putLong(part.d);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(buffer.array()));
    return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  static Digest of(String word, Digest... parts) {
    return of(word, java.util.List.of(parts));
  }

  /**
   * The digest of a bag that holds what both hold. Adding keeps neither order nor grouping, so that
   * a long sum needs no list of its terms.
   */
  Digest plus(Digest other) {
    return new Digest(a + other.a, b + other.b, c + other.c, d + other.d);
  }

  /** The first half, in hexadecimal: 128 bits are enough for any number of metrics. */
  String text() {
    return HexFormat.of().toHexDigits(a) + HexFormat.of().toHexDigits(b);
  }

  @Override
  public int compareTo(Digest other) {
    int order = Long.compare(a, other.a);
    order = order != 0 ? order : Long.compare(b, other.b);
    order = order != 0 ? order : Long.compare(c, other.c);
    return order != 0 ? order : Long.compare(d, other.d);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
