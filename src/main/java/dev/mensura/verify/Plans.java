package dev.mensura.verify;

import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Query;
import dev.mensura.model.Catalog;
import dev.mensura.plan.Meanings;
import dev.mensura.plan.PlanOptions;
import dev.mensura.plan.Planner;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;

/** Plans the queries of checks, over the project's models or others in their place. */
record Plans(Analysis analysis, PlanOptions options) {
  /**
   * How a query is answered.
   *
   * @param catalog the models, which may lie elsewhere than the project says
   * @param asked where the check is declared
   */
  Compiled<QueryPlan> plan(Query query, Catalog catalog, Place asked) {
    var meanings =
        new Meanings(
            catalog,
            name -> analysis.metric(name).orElseThrow(),
            analysis::rows,
            analysis::computed);
    return Planner.plan(query, meanings, options)
        .map(Compiled::of)
        .orElseGet(() ->
            Compiled.not(
                Diagnostic.of(
                    Code.TOO_LARGE, asked, "What is asked here has too many different values.")));
  }
}
