package dev.mensura.mcp;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The clients over HTTP. Those that say nothing for long are forgotten. */
final class HttpSessions {
  private static final int MOST = 100;
  private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

  private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;

  HttpSessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a client; false if there are too many that are busy. */
  synchronized boolean add(McpStreamableServerSession session) {
    Instant now = clock.instant();
    List<HttpSession> idle =
        sessions.values().stream()
            .filter(HttpSession::isIdle)
            .sorted(Comparator.comparing(HttpSession::lastUse))
            .toList();
    for (HttpSession one : idle) {
      boolean silent = one.lastUse().isBefore(now.minus(LONGEST_SILENCE));
      if (silent || sessions.size() >= MOST) {
        remove(one.session().getId());
      }
    }
    if (sessions.size() >= MOST) {
      return false;
    }
    sessions.put(session.getId(), new HttpSession(session, now));
    return true;
  }

  Optional<HttpSession> of(String id) {
    Optional<HttpSession> found = Optional.ofNullable(sessions.get(id));
    found.ifPresent(s -> s.usedAt(clock.instant()));
    return found;
  }

  void remove(String id) {
    HttpSession gone = sessions.remove(id);
    if (gone != null) {
      gone.close();
    }
  }

  Collection<HttpSession> all() {
    return List.copyOf(sessions.values());
  }
}
