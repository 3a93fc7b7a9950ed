package dev.mensura.mcp;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says who may speak to the server over HTTP: whoever knows the token, from this machine, and not
 * through the page of a browser that came from elsewhere or calls this machine by another name.
 */
final class Guard {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String SCHEME = "bearer ";

  private final int port;
  private final byte[] token;

  Guard(int port, String token) {
    this.port = port;
    this.token = digest(token);
  }

  /** A refusal. */
  record Refused(int status, String why) {}

  Optional<Refused> check(Headers headers) {
    if (!isHost(headers.getOrDefault("Host", List.of()))) {
      return Optional.of(new Refused(403, "The `Host` header does not name this machine."));
    }
    if (!headers.getOrDefault("Origin", List.of()).stream().allMatch(Guard::isOrigin)) {
      return Optional.of(new Refused(403, "The `Origin` header names another machine."));
    }
    if (!isToken(headers.getOrDefault("Authorization", List.of()))) {
      return Optional.of(new Refused(401, "The bearer token is missing or not the server's."));
    }
    return Optional.empty();
  }

  private boolean isHost(List<String> hosts) {
    return hosts.size() == 1
        && THIS_MACHINE.stream().anyMatch(name -> hosts.getFirst().equals(name + ":" + port));
  }

  private static boolean isOrigin(String origin) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Takes as long for a token that is nearly right as for any other. */
  private boolean isToken(List<String> authorizations) {
    if (authorizations.size() != 1
        || !authorizations.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String given = authorizations.getFirst().substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(digest(given), token);
  }

  /** Of one length, whatever the text's. */
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
