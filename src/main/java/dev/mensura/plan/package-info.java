/**
 * How an answer is made: joins, aggregates, stitching. In: a {@link dev.mensura.ir.Query} and what
 * its names stand for. Out: a {@link dev.mensura.plan.QueryPlan}, named stages of Calcite's
 * relational algebra, the same for every database.
 *
 * <p><b>Invariant:</b> no row is counted twice and none is lost: every plan that leaves this
 * package has passed {@link dev.mensura.plan.FanOutProof}.
 */
@NullMarked
package dev.mensura.plan;

import org.jspecify.annotations.NullMarked;
