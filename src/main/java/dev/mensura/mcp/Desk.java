package dev.mensura.mcp;

import dev.mensura.compiler.Readings;
import dev.mensura.compiler.Workspace;
import dev.mensura.live.Environment;
import dev.mensura.live.LiveProject;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What tools work with. The project is read in the background: who needs it first waits for it.
 *
 * @param live the project, or why there is none
 */
record Desk(CompletableFuture<LiveProject> live, Environment environment) {
  LiveProject project() {
    try {
      return live.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  Workspace workspace() {
    return project().workspace();
  }

  /** The present, in the time zone of the project. */
  LocalDateTime now(Workspace workspace) {
    ZoneId zone = ZoneId.of(workspace.settings().timeZone());
    return LocalDateTime.ofInstant(environment.now(), zone);
  }

  Readings readings(Workspace workspace) {
    return new Readings(workspace.catalog(), now(workspace));
  }

  /** Who is at work: the user who runs the server, through what program. */
  String by(Call call) {
    String user = environment.user();
    return call.client()
        .map(c -> c.replaceAll("[\\p{Cntrl}]", "").strip())
        .filter(c -> !c.isEmpty())
        .map(c -> user + " via " + (c.length() > 60 ? c.substring(0, 60) : c))
        .orElse(user);
  }
}
