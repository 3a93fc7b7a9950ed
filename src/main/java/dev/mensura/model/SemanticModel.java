package dev.mensura.model;

import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import java.util.LinkedHashMap;
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
 * @param valid the span that its rows hold for; none: always
 * @param snapshot the time field for which its rows repeat; none: each is there once
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
    Optional<Validity> valid,
    Optional<String> snapshot,
    String entity,
    SequencedMap<String, Field> fields,
    SequencedMap<String, Join> joins,
    About about,
    Place place) {

  public SemanticModel {
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
  }

  /** A model of rows that hold always and are there once. */
  public SemanticModel(
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
    this(
        name,
        rows,
        where,
        primaryKey,
        uniqueKeys,
        time,
        Optional.empty(),
        Optional.empty(),
        entity,
        fields,
        joins,
        about,
        place);
  }

  /** The same fields, keys and rows, joined in another way. */
  SemanticModel joined(SequencedMap<String, Field> conformed, SequencedMap<String, Join> others) {
    return new SemanticModel(
        name,
        rows,
        where,
        primaryKey,
        uniqueKeys,
        time,
        valid,
        snapshot,
        entity,
        conformed,
        others,
        about,
        place);
  }

  /** Where rows come from. */
  public sealed interface Rows {
    /** A table or view, its name as the database knows it: {@code shop.orders}. */
    record Table(String name) implements Rows {}

    /** A SELECT. */
    record Query(String sql) implements Rows {}
  }

  /** The same model, whose rows come from elsewhere. */
  public SemanticModel reading(Rows other) {
    return new SemanticModel(
        name,
        other,
        where,
        primaryKey,
        uniqueKeys,
        time,
        valid,
        snapshot,
        entity,
        fields,
        joins,
        about,
        place);
  }

  /** The same model without what it promises of its rows: keys, and where there are no nulls. */
  public SemanticModel doubted() {
    SequencedMap<String, Field> doubted = new LinkedHashMap<>();
    fields.forEach((field, declared) -> doubted.put(field, declared.doubted()));
    return new SemanticModel(
        name, rows, where, List.of(), List.of(), time, valid, snapshot, entity, doubted, joins,
        about, place);
  }

  public Optional<Field> field(String field) {
    return Optional.ofNullable(fields.get(field));
  }
}
