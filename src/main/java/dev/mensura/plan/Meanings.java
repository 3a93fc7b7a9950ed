package dev.mensura.plan;

import dev.mensura.ir.Metric;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the names in a query stand for.
 *
 * @param catalog the models
 * @param metrics finds a checked metric
 * @param rows what each model says of its rows
 * @param computed what a field is made of that is no column; its paths start at its model
 */
public record Meanings(
    Catalog catalog,
    Function<String, Metric> metrics,
    Function<String, ModelRows> rows,
    BiFunction<String, String, Optional<RowExpr>> computed) {}
