package dev.mensura.check;

import dev.mensura.ir.Metric;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.Collection;
import java.util.Optional;

/** What a declaration can see: models, computed fields, other metrics. */
interface Scope {
  Catalog catalog();

  Paths paths();

  /** What is known of a metric of this name. */
  Seen metric(String name);

  /** The names of all declared metrics. Who asks is checked again when they change. */
  Collection<String> metricNames();

  /** The value of a field of a model, seen from its row; none if its declaration is broken. */
  Optional<RowExpr> field(String model, String field);

  /** The time of a model's rows; none if it declares none or a broken one. */
  Optional<RowExpr> time(String model);

  /** A metric as others see it. */
  sealed interface Seen {
    record Known(Metric metric) implements Seen {}

    /** Declared, and wrong in a way that was reported. */
    record Broken() implements Seen {}

    record Absent() implements Seen {}
  }
}
