package dev.mensura.verify;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Engine;
import dev.mensura.ir.Query;
import dev.mensura.live.Cancellation;
import dev.mensura.model.Catalog;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;
import dev.mensura.sql.Dialect;
import java.util.List;
import java.util.Optional;

/** A database that checks are asked of. */
final class Asked {
  private final Plans plans;
  private final Catalog catalog;
  private final Engine engine;
  private final Dialect dialect;
  private final Cancellation cancellation;

  /** Why it can't be asked any more; to try again for each check would take long. */
  private List<Diagnostic> down = List.of();

  /**
   * @param catalog the models as they lie in it
   */
  Asked(Plans plans, Catalog catalog, Engine engine, Dialect dialect, Cancellation cancellation) {
    this.plans = plans;
    this.catalog = catalog;
    this.engine = engine;
    this.dialect = dialect;
    this.cancellation = cancellation;
  }

  Catalog catalog() {
    return catalog;
  }

  Plans plans() {
    return plans;
  }

  /**
   * Asks.
   *
   * @param most how many rows are kept; all are counted
   */
  Compiled<Sample> ask(Query query, Place asked, int most) {
    return ask(query, catalog, asked, most);
  }

  /** The same, over other models. */
  Compiled<Sample> ask(Query query, Catalog models, Place asked, int most) {
    return down.isEmpty()
        ? plans.plan(query, models, asked).then(plan -> ask(plan, asked, most))
        : Compiled.not(down);
  }

  private Compiled<Sample> ask(QueryPlan plan, Place asked, int most) {
    var rows = new Rows(most);
    String sql = dialect.render(plan);
    List<Diagnostic> found =
        cancellation.during(engine::cancel, () -> engine.run(sql, asked, rows));
    if (found.isEmpty()) {
      return Compiled.of(new Sample(plan.columns(), rows.first(), rows.more()));
    }
    if (cancellation.isCancelled() || !engine.isAlive()) {
      down = found;
    }
    return new Compiled<>(Optional.empty(), found);
  }
}
