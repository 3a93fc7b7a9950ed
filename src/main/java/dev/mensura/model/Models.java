package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Brings the models of all files together. */
public final class Models {
  private final Map<String, UnlinkedModel> models = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private final Calendar calendar;

  private Models(Calendar calendar) {
    this.calendar = calendar;
  }

  /**
   * The models of a project, joined. Of two models with one name the first counts, a join that
   * doesn't fit is left out.
   *
   * @param files in the order in which duplicates count
   */
  public static Linked link(List<ModelFile> files) {
    return link(files, Calendar.PLAIN, Optional.empty());
  }

  /**
   * The models of a project, joined.
   *
   * @param calendar of the project
   * @param days its days, unless a model of the files has their name
   */
  public static Linked link(
      List<ModelFile> files, Calendar calendar, Optional<CalendarTable> days) {
    var models = new Models(calendar);
    files.forEach(file -> file.models().forEach(models::add));
    Optional<CalendarTable> own = days.filter(models::takes);
    List<SemanticModel> linked = models.models.values().stream().map(models::join).toList();
    Catalog catalog = JoinMoments.checked(linked, models.models, calendar, own, models.diagnostics);
    return new Linked(catalog, models.diagnostics);
  }

  /** A model of the project's own takes the place of the days that have no table. */
  private boolean takes(CalendarTable days) {
    if (days.model().rows() instanceof SemanticModel.Rows.Table
        || !models.containsKey(CalendarTable.NAME)) {
      add(new UnlinkedModel(days.model(), List.of(), UnlinkedModel.Holding.KNOWN));
      return true;
    }
    return false;
  }

  private void add(UnlinkedModel model) {
    UnlinkedModel first = models.putIfAbsent(model.model().name(), model);
    if (first != null) {
      diagnostics.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  model.model().place(),
                  "Two models are called `" + model.model().name() + "`.")
              .related(first.model().place(), "the other one is here"));
    }
  }

  private SemanticModel join(UnlinkedModel unlinked) {
    SemanticModel near = unlinked.model();
    SequencedMap<String, Join> joins = new LinkedHashMap<>();
    for (UnlinkedModel.UnlinkedJoin join : unlinked.joins()) {
      UnlinkedModel far = models.get(join.target());
      if (far == null) {
        Diagnostic unknown =
            Diagnostic.of(
                Code.UNKNOWN_MODEL,
                join.targetPlace(),
                "No model is called `" + join.target() + "`.");
        diagnostics.add(Findings.suggest(unknown, join.target(), models.keySet()));
      } else if (far.holding() == UnlinkedModel.Holding.KNOWN) {
        new JoinKeys(near, far.model(), join, calendar, diagnostics)
            .resolve()
            .ifPresent(j -> joins.put(j.name(), j));
      }
    }
    return near.joined(conformed(near), joins);
  }

  /** The fields, without a {@code same_as} that names no field. */
  private SequencedMap<String, Field> conformed(SemanticModel model) {
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    model.fields().forEach((name, field) -> fields.put(name, conformed(model, field)));
    return fields;
  }

  private Field conformed(SemanticModel model, Field field) {
    if (field.sameAs().isEmpty()) {
      return field;
    }
    Path path = field.sameAs().get();
    return new SameAs(model, field, path, models, diagnostics).isSound()
        ? field
        : new Field(
            field.name(),
            field.type(),
            field.content(),
            field.unit(),
            field.nullable(),
            field.values(),
            field.grain(),
            java.util.Optional.empty(),
            field.format(),
            field.about(),
            field.place());
  }
}
