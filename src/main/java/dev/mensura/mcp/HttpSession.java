package dev.mensura.mcp;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Instant;

/** A client over HTTP: its session, and what of it is at work. */
final class HttpSession {
  private final McpStreamableServerSession session;
  private final Running running = new Running();
  private volatile Instant lastUse;

  HttpSession(McpStreamableServerSession session, Instant now) {
    this.session = session;
    this.lastUse = now;
  }

  McpStreamableServerSession session() {
    return session;
  }

  Running running() {
    return running;
  }

  void usedAt(Instant now) {
    lastUse = now;
  }

  Instant lastUse() {
    return lastUse;
  }

  /** Whether nobody would miss it at the moment. */
  boolean isIdle() {
    return running.isEmpty() && !session.hasListeningStream();
  }

  void close() {
    running.cancelAll();
    session.close();
  }
}
