package dev.mensura.live;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.engine.Engine;
import dev.mensura.model.Catalog;
import dev.mensura.source.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connections that stay open from one question to the next. Threads may share it. */
final class Engines implements AutoCloseable {
  /** More that nobody uses are closed. */
  private static final int MOST_IDLE = 4;

  private final Deque<Opened> idle = new ArrayDeque<>();
  private final Set<Engine> busy = new HashSet<>();
  private boolean isClosed;

  /** An engine answers questions about one catalog: it knows tables and types from there. */
  private record Key(Database database, Catalog catalog, Duration timeout) {}

  private record Opened(Key key, Engine engine, boolean isUsed) {}

  /**
   * Asks a database.
   *
   * @param sql may be run again, over a new connection, where an old one has gone stale
   */
  CappedRows ask(
      Database database,
      Catalog catalog,
      Caps caps,
      String sql,
      Place asked,
      Cancellation cancellation,
      List<Diagnostic> into) {
    var key = new Key(database, catalog, caps.time());
    Opened opened = take(key);
    var rows = new CappedRows(caps);
    Ran ran = run(opened, sql, asked, rows, cancellation);
    if (ran.isStale() && !cancellation.isCancelled()) {
      rows = new CappedRows(caps);
      ran = run(open(key), sql, asked, rows, cancellation);
    }
    into.addAll(ran.diagnostics());
    return rows;
  }

  /**
   * How a statement ended.
   *
   * @param isStale whether a connection that once worked does no more: the statement is not to
   *     blame
   */
  private record Ran(List<Diagnostic> diagnostics, boolean isStale) {}

  private Ran run(
      Opened opened, String sql, Place asked, CappedRows rows, Cancellation cancellation) {
    Engine engine = opened.engine();
    boolean sound = false;
    try {
      List<Diagnostic> diagnostics =
          cancellation.during(engine::cancel, () -> engine.run(sql, asked, rows));
      // A cancellation that came too late would end the next statement.
      sound = diagnostics.isEmpty() && !cancellation.isCancelled();
      return new Ran(diagnostics, !diagnostics.isEmpty() && opened.isUsed() && !engine.isAlive());
    } finally {
      giveBack(opened, sound);
    }
  }

  private synchronized Opened take(Key key) {
    Optional<Opened> known = idle.stream().filter(o -> o.key().equals(key)).findFirst();
    known.ifPresent(idle::remove);
    return known.map(o -> used(o)).orElseGet(() -> open(key));
  }

  private Opened used(Opened opened) {
    busy.add(opened.engine());
    return new Opened(opened.key(), opened.engine(), true);
  }

  private synchronized Opened open(Key key) {
    if (isClosed) {
      throw new IllegalStateException("closed");
    }
    Engine engine = Engine.open(key.database(), key.catalog(), key.timeout());
    busy.add(engine);
    return new Opened(key, engine, false);
  }

  private void giveBack(Opened opened, boolean sound) {
    Engine over = opened.engine();
    synchronized (this) {
      busy.remove(opened.engine());
      // A file that is held open for reading can't be written by anybody.
      boolean isHeld = opened.key().database() instanceof Database.DuckDbFile;
      if (sound && !isClosed && !isHeld) {
        idle.addFirst(opened);
        if (idle.size() <= MOST_IDLE) {
          return;
        }
        over = idle.removeLast().engine();
      }
    }
    over.close();
  }

  /** Ends what runs. */
  @Override
  public void close() {
    List<Engine> running;
    List<Opened> unused;
    synchronized (this) {
      isClosed = true;
      running = List.copyOf(busy);
      unused = List.copyOf(idle);
      idle.clear();
    }
    running.forEach(Engine::cancel);
    unused.forEach(o -> o.engine().close());
  }
}
