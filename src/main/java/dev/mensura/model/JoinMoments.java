package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Checks the times at which joins ask for rows that hold, once all joins are known. */
final class JoinMoments {
  private final Map<String, UnlinkedModel> written;
  private final Catalog catalog;
  private final List<Diagnostic> diagnostics;

  private JoinMoments(
      List<SemanticModel> models,
      Map<String, UnlinkedModel> written,
      Calendar calendar,
      Optional<CalendarTable> days,
      List<Diagnostic> diagnostics) {
    this.written = written;
    this.catalog = new Catalog(models, calendar, days);
    this.diagnostics = diagnostics;
  }

  /**
   * The models, without the joins of which nobody can tell when their far rows must hold.
   *
   * @param written the same models as their files say it
   */
  static Catalog checked(
      List<SemanticModel> models,
      Map<String, UnlinkedModel> written,
      Calendar calendar,
      Optional<CalendarTable> days,
      List<Diagnostic> diagnostics) {
    var moments = new JoinMoments(models, written, calendar, days, diagnostics);
    var broken = new HashSet<Join>();
    for (SemanticModel model : models) {
      for (Join join : model.joins().values()) {
        if (join.moment().isPresent() && !moments.isSound(model, join, join.moment().get())) {
          broken.add(join);
        }
      }
    }
    if (broken.isEmpty()) {
      return moments.catalog;
    }
    // What leads over a join that is gone has no further mistake of its own.
    List<SemanticModel> left = models.stream().map(m -> without(m, broken)).toList();
    return checked(left, written, calendar, days, new ArrayList<>());
  }

  private static SemanticModel without(SemanticModel model, Set<Join> broken) {
    SequencedMap<String, Join> joins = new LinkedHashMap<>();
    model.joins().values().stream()
        .filter(join -> !broken.contains(join))
        .forEach(join -> joins.put(join.name(), join));
    return model.joined(model.fields(), joins);
  }

  private boolean isSound(SemanticModel model, Join join, Moment moment) {
    SemanticModel at = model;
    for (String name : moment.joins()) {
      Optional<Edge> edge = catalog.declared(at.name(), name);
      if (edge.isEmpty()) {
        return missing(model, join, at, name);
      }
      if (!edge.get().isToOne()) {
        return refuse(
            Code.TO_MANY_VALUE,
            place(model, join),
            "A row of `%s` meets many values of `%s`, so the join `%s` has no one time."
                .formatted(model.name(), moment.text(), join.name()));
      }
      at = catalog.get(edge.get().to());
    }
    Optional<Field> field = at.field(moment.field());
    if (field.isEmpty()) {
      return missing(model, join, at, moment.field());
    }
    if (field.get().type().is(ValueType.Kind.UNKNOWN)) {
      return false;
    }
    if (!field.get().type().isTemporal()) {
      return refuse(
          Code.BAD_JOIN,
          place(model, join),
          "The join `%s` finds the row that holds at a time; `%s` is of type `%s`."
              .formatted(join.name(), moment.text(), field.get().type()));
    }
    if (!(field.get().content() instanceof Field.Content.Column)) {
      return refuse(
          Code.NOT_SUPPORTED_YET,
          place(model, join),
          "The join `%s` at a computed time, such as `%s`, is not supported yet."
              .formatted(join.name(), moment.text()));
    }
    return !needsItself(model, join)
        || refuse(
            Code.FIELD_CYCLE,
            place(model, join),
            "The join `%s` of `%s` finds its row by a time that this join itself leads to."
                .formatted(join.name(), model.name()));
  }

  /** A join of a model. */
  private record Owned(String model, String join) {}

  private boolean needsItself(SemanticModel model, Join join) {
    var start = new Owned(model.name(), join.name());
    var open = new ArrayList<>(List.of(start));
    var seen = new HashSet<Owned>();
    while (!open.isEmpty()) {
      for (Owned next : way(open.removeLast())) {
        if (next.equals(start)) {
          return true;
        }
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  /** The joins that lead to the time of a join, as far as there are such. */
  private List<Owned> way(Owned owned) {
    List<Owned> way = new ArrayList<>();
    String at = owned.model();
    Optional<Join> join = join(owned);
    for (String name : join.flatMap(Join::moment).map(Moment::joins).orElse(List.of())) {
      var next = new Owned(at, name);
      Optional<Join> found = join(next);
      if (found.isEmpty()) {
        return way;
      }
      way.add(next);
      at = found.get().model();
    }
    return way;
  }

  private Optional<Join> join(Owned owned) {
    return catalog.model(owned.model()).map(m -> m.joins().get(owned.join()));
  }

  /** What the model's own time gets wrong is told there. */
  private boolean missing(SemanticModel model, Join join, SemanticModel at, String name) {
    Optional<Name> wrong =
        at(model, join)
            .flatMap(p -> p.names().stream().filter(n -> n.text().equals(name)).findFirst());
    if (wrong.isPresent()) {
      var known = new ArrayList<>(at.fields().keySet());
      known.addAll(at.joins().keySet());
      unknown(model, wrong.get().span(), at, name, known);
    } else if (written.containsKey(name)) {
      refuse(
          Code.BAD_JOIN,
          place(model, join),
          "The time of `%s` is told by the name of model `%s`; the join `%s` needs it by joins, as `at`."
              .formatted(model.name(), name, join.name()));
    }
    return false;
  }

  private void unknown(
      SemanticModel model, Span span, SemanticModel at, String name, Collection<String> known) {
    Diagnostic unknown =
        Diagnostic.of(
            Code.UNKNOWN_FIELD,
            new Place(model.place().file(), span),
            "The model `%s` has no field or join `%s`.".formatted(at.name(), name));
    diagnostics.add(Findings.suggest(unknown, name, known));
  }

  /** The time of a join where it is written. */
  private Optional<Path> at(SemanticModel model, Join join) {
    return Optional.ofNullable(written.get(model.name())).stream()
        .flatMap(m -> m.joins().stream())
        .filter(j -> j.name().equals(join.name()))
        .findFirst()
        .flatMap(UnlinkedModel.UnlinkedJoin::at);
  }

  private Place place(SemanticModel model, Join join) {
    return at(model, join)
        .map(path -> new Place(model.place().file(), path.span()))
        .orElse(join.place());
  }

  private boolean refuse(Code code, Place place, String message) {
    diagnostics.add(Diagnostic.of(code, place, message));
    return false;
  }
}
