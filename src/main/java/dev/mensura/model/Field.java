package dev.mensura.model;

import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value that each row of a model has.
 *
 * @param name its name in the language
 * @param content where the value comes from
 * @param unit of the value; {@link Unit#ANY} where none is declared
 * @param nullable whether it can be null
 * @param values the only values it can have, each with its label, in declared order; empty: any
 * @param grain the period whose start it holds ({@code grain: month}); finer grains have no meaning
 * @param sameAs the field of another model that it is one with
 * @param format how to show it
 * @param place where its name stands
 */
public record Field(
    String name,
    ValueType type,
    Content content,
    Unit unit,
    boolean nullable,
    SequencedMap<String, String> values,
    Optional<Grain> grain,
    Optional<Path> sameAs,
    Optional<String> format,
    About about,
    Place place) {

  /** Where a field's value comes from. */
  public sealed interface Content {
    /** A column of the model's table. */
    record Column(String column) implements Content {}

    /** An expression of the language over the model; its places are in the model's file. */
    record Computed(Expr expression) implements Content {}

    /** An SQL expression over the columns of one row. */
    record Sql(Expr.Text text) implements Content {}
  }

  /** The same field, which may be null. */
  Field doubted() {
    return new Field(name, type, content, unit, true, values, grain, sameAs, format, about, place);
  }

  public boolean isClosed() {
    return !values.isEmpty();
  }
}
