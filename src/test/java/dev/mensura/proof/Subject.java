package dev.mensura.proof;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.interpreter.Row;
import dev.mensura.interpreter.World;
import dev.mensura.ir.Query;
import dev.mensura.model.Catalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project that the compiler was given: what is put to the proof. */
interface Subject {
  static Subject of(String models, String metrics) {
    return new CompiledSubject(models, metrics);
  }

  Catalog catalog();

  /** What it finds in the project. */
  List<Diagnostic> diagnostics();

  Checked check(String query);

  String sql(Query query, Database.Engine engine);

  /** The project for the interpreter. */
  World world(Map<String, List<Row>> tables);

  /** A query, if it is one, and what was found. */
  record Checked(Optional<Query> query, List<Diagnostic> diagnostics) {}
}
