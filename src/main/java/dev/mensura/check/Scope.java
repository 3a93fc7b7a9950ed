package dev.mensura.check;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.Metric;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a declaration can see: models, computed fields, other metrics. */
interface Scope {
  Catalog catalog();

  Paths paths();

  /** What is known of a metric of this name. */
  Seen metric(String name);

  /** What a metric of this name takes. */
  Callee family(String name);

  /**
   * A member of a family.
   *
   * @param given what is given for each parameter; nothing where the default is meant
   */
  OfFamily member(Family family, List<Optional<Argument>> given);

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

    /** A family that needs arguments. */
    record Open() implements Seen {}

    record Absent() implements Seen {}
  }

  /** What can be called. */
  sealed interface Callee {
    record Takes(Family family) implements Callee {}

    /** A family whose parameters are wrong in a way that was reported. */
    record Broken() implements Callee {}

    /** No family. */
    record Nothing() implements Callee {}
  }

  /** A member of a family as its caller sees it. */
  sealed interface OfFamily {
    record Known(Metric metric) implements OfFamily {}

    /**
     * @param why what of the body doesn't go with the arguments; none if it was reported
     */
    record Broken(Optional<Diagnostic> why) implements OfFamily {}
  }
}
