package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compare.Difference;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.live.Terms.Dependents;
import dev.mensura.live.Terms.Existing;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Kept;
import dev.mensura.registry.store.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides whether a definition may be kept, and as what. */
record Definer(Definition definition, Terms terms, Optional<Action> as) {
  Compiled<Planned<Defined>> decide(Project project, Meanings meanings) {
    String name = definition.name();
    Optional<Kept> before = project.kept().metric(name);
    Optional<Diagnostic> refused = refused(project, before);
    if (refused.isPresent()) {
      return refusal(List.of(refused.get()));
    }
    Draft draft = Draft.of(project, Map.of(name, definition.text()), List.of());
    List<Diagnostic> findings = definition.told(draft.findings(name), draft.file(name));
    if (findings.stream().anyMatch(Diagnostic::isError)) {
      return refusal(findings);
    }
    List<Diagnostic> hollow = draft.hollow(name);
    if (!hollow.isEmpty()) {
      return refusal(Stream.concat(findings.stream(), hollow.stream()).toList());
    }
    Users users =
        before.isEmpty()
            ? Users.NONE
            : Users.of(new TreeSet<>(List.of(name)), project.workspace().analysis());
    Optional<Difference> difference = before.flatMap(kept -> Meanings.difference(name, draft));
    List<Diagnostic> all = new ArrayList<>(findings);
    if (terms.dependents() != Dependents.FORCE) {
      harm(draft, users, difference).ifPresent(all::add);
    }
    return all.stream().anyMatch(Diagnostic::isError)
        ? refusal(all)
        : new Compiled<>(Optional.of(decision(draft, before, difference, users, meanings)), all);
  }

  private Compiled<Planned<Defined>> refusal(List<Diagnostic> why) {
    return Compiled.not(why);
  }

  private Optional<Diagnostic> refused(Project project, Optional<Kept> before) {
    String name = definition.name();
    if (before.isEmpty()) {
      Optional<Diagnostic> elsewhere =
          project
              .workspace()
              .analysis()
              .declaration(name)
              .map(declared -> Refusals.inFile(name, definition.place(), declared));
      return terms.version().isPresent()
          ? elsewhere.or(() -> Optional.of(gone(terms.version().getAsInt())))
          : elsewhere;
    }
    if (terms.existing() == Existing.REFUSE) {
      return Optional.of(Refusals.exists(before.get(), definition.place()));
    }
    return isStale(before.get())
        ? Optional.of(
            Refusals.changedMeanwhile(before.get(), terms.version().getAsInt(), definition.place()))
        : Optional.empty();
  }

  /** Only a version that is there can be changed. */
  private Diagnostic gone(int expected) {
    return Refusals.goneMeanwhile(definition.name(), expected, definition.place());
  }

  private boolean isStale(Kept kept) {
    return terms.version().isPresent() && terms.version().getAsInt() != kept.version();
  }

  /** Others would be left with an error, or come to mean something else. */
  private Optional<Diagnostic> harm(Draft draft, Users users, Optional<Difference> difference) {
    String name = definition.name();
    List<Diagnostic> broken = draft.broken();
    if (!broken.isEmpty()) {
      String what = difference.isPresent() ? "changed" : "defined";
      return Optional.of(Refusals.broken(name, definition.place(), broken, what));
    }
    boolean sameValues = difference.filter(d -> d.kind().keepsValues()).isPresent();
    return users.isEmpty() || sameValues
        ? Optional.empty()
        : Optional.of(
            Refusals.used(
                name, definition.place(), users, draft.before().workspace().analysis(), "changed"));
  }

  private Planned<Defined> decision(
      Draft draft,
      Optional<Kept> before,
      Optional<Difference> difference,
      Users users,
      Meanings meanings) {
    String name = definition.name();
    ObjectNode entry = Meanings.entry(name, definition.text(), draft.after());
    boolean same = before.flatMap(Kept::definition).filter(definition.text()::equals).isPresent();
    Defined.What what =
        before.isEmpty()
            ? Defined.What.CREATED
            : same ? Defined.What.UNCHANGED : Defined.What.CHANGED;
    Action action = as.orElse(before.isEmpty() ? Action.DEFINE : Action.CHANGE);
    Optional<Operation> put =
        same
            ? Optional.empty()
            : Optional.of(new Operation.Put(name, definition.text(), entry, action));
    var defined =
        new Defined(
            name,
            what,
            Optional.empty(),
            entry,
            meanings.equal(name, draft),
            difference,
            users,
            draft.after());
    return new Planned<>(
        put.stream().toList(),
        draft.after(),
        after -> {
          after.ifPresent(kept -> meanings.note(name, draft));
          return defined.as(after);
        });
  }
}
