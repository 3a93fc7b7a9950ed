package dev.mensura.live;

import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.live.Terms.Dependents;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Kept;
import dev.mensura.registry.store.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides whether a metric may be deleted, and which go with it. */
record Remover(String name, Terms terms) {
  Compiled<Planned<Removed>> decide(Project project) {
    Optional<Kept> kept = project.kept().metric(name);
    if (kept.isEmpty()) {
      return refusal(Refusals.absent(name, project));
    }
    if (terms.version().isPresent() && terms.version().getAsInt() != kept.get().version()) {
      return refusal(
          Refusals.changedMeanwhile(kept.get(), terms.version().getAsInt(), Refusals.named(name)));
    }
    var analysis = project.workspace().analysis();
    Users users = Users.of(new TreeSet<>(List.of(name)), analysis);
    SortedSet<String> removed = new TreeSet<>(List.of(name));
    if (terms.dependents() == Dependents.CASCADE) {
      users.metrics().stream().filter(project.kept().metrics()::containsKey).forEach(removed::add);
    }
    Users leftUsers = users.without(removed);
    if (!leftUsers.isEmpty() && terms.dependents() != Dependents.FORCE) {
      return refusal(Refusals.used(name, Refusals.named(name), leftUsers, analysis, "deleted"));
    }
    List<Kept> gone = new ArrayList<>();
    removed.forEach(metric -> project.kept().metric(metric).ifPresent(gone::add));
    List<Operation> operations = new ArrayList<>();
    removed.forEach(metric -> operations.add(new Operation.Remove(metric, Action.DELETE)));
    Draft draft = Draft.of(project, Map.of(), removed);
    var result = new Removed(name, gone, leftUsers);
    var planned = new Planned<>(operations, draft.after(), after -> result);
    return Compiled.of(planned);
  }

  private static Compiled<Planned<Removed>> refusal(Diagnostic why) {
    return Compiled.not(why);
  }
}
