package dev.mensura.sql;

import dev.mensura.plan.QueryPlan;
import java.util.List;
import java.util.Optional;

/** The SQL of a database. */
public interface Dialect {
  /** How it is called: {@code duckdb}. */
  String name();

  /** A plan as one statement, without a semicolon and without a line break at its end. */
  String render(QueryPlan plan);

  /** All dialects, by name. */
  static List<Dialect> all() {
    return List.of(new DuckDb(), new Postgres());
  }

  static Optional<Dialect> of(String name) {
    return all().stream().filter(d -> d.name().equals(name)).findFirst();
  }
}
