package dev.mensura.model;

import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What one table means.
 *
 * @param rows where its rows come from
 * @param where which of them exist for the model
 * @param primaryKey the fields that identify a row; empty: nothing does
 * @param uniqueKeys other sets of fields that do, the primary key not among them
 * @param time the path of the field that {@code by month} speaks of
 * @param entity what a row is, in the singular
 * @param place where its name stands
 */
public record SemanticModel(
    String name,
    Rows rows,
    Optional<Expr> where,
    List<String> primaryKey,
    List<List<String>> uniqueKeys,
    Optional<Path> time,
    String entity,
    SequencedMap<String, Field> fields,
    SequencedMap<String, Join> joins,
    About about,
    Place place) {

  public SemanticModel {
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** Where rows come from. */
  public sealed interface Rows {
    /** A table or view, its name as the database knows it: {@code shop.orders}. */
    record Table(String name) implements Rows {}

    /** A SELECT. */
    record Query(String sql) implements Rows {}
  }

  public Optional<Field> field(String field) {
    return Optional.ofNullable(fields.get(field));
  }
}
