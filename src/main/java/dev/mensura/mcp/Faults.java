package dev.mensura.mcp;

import java.io.PrintWriter;
import java.util.UUID;

/**
 * Keeps what went wrong inside the server: its client is told a number, the log has the rest.
 *
 * @param log a place for people who run the server
 */
record Faults(PrintWriter log) {
  private static final int DIGITS = 8;

  /** A sentence for the client. */
  String told(Throwable fault, String where) {
    String id = UUID.randomUUID().toString().substring(0, DIGITS);
    synchronized (log) {
      log.println("mensura: a bug in Mensura (error " + id + ") in " + where + ":");
      fault.printStackTrace(log);
      log.flush();
    }
    return "Something went wrong inside Mensura (error %s); the server's log has the details."
        .formatted(id);
  }
}
