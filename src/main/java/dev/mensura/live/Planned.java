package dev.mensura.live;

import dev.mensura.compiler.Workspace;
import dev.mensura.registry.store.Operation;
import dev.mensura.registry.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change that may be made.
 *
 * @param operations none if there is nothing to change
 * @param after what the project's files say then
 * @param result from what is kept then; from nothing if it was only tried
 */
record Planned<R>(
    List<Operation> operations, Workspace after, Function<Optional<Snapshot>, R> result) {}
