package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Path;
import java.util.List;
import java.util.Map;

/** Checks that {@code same_as} names a field that can be one with the field it stands at. */
record SameAs(
    SemanticModel model,
    Field field,
    Path path,
    Map<String, UnlinkedModel> models,
    List<Diagnostic> diagnostics) {

  boolean isSound() {
    if (path.names().size() != 2) {
      return refuse(
          Diagnostic.of(
              Code.BAD_VALUE,
              at(path.span()),
              "`same_as` names a model and its field: `model.field`."));
    }
    String modelName = path.first().text();
    String fieldName = path.last().text();
    UnlinkedModel other = models.get(modelName);
    if (other == null) {
      Diagnostic unknown =
          Diagnostic.of(
              Code.UNKNOWN_MODEL,
              at(path.first().span()),
              "No model is called `" + modelName + "`.");
      return refuse(Findings.suggest(unknown, modelName, models.keySet()));
    }
    Field same = other.model().fields().get(fieldName);
    if (same == null) {
      Diagnostic unknown =
          Diagnostic.of(
              Code.UNKNOWN_FIELD,
              at(path.last().span()),
              "The model `%s` has no field `%s`.".formatted(modelName, fieldName));
      return refuse(Findings.suggest(unknown, fieldName, other.model().fields().keySet()));
    }
    if (!KeyTypes.areComparable(field.type(), same.type())) {
      return refuse(
          Diagnostic.of(
                  Code.TYPE_MISMATCH,
                  at(path.span()),
                  "`%s` is of type `%s` and can't be one with `%s`, which is of type `%s`."
                      .formatted(field.name(), field.type(), path.text(), same.type()))
              .related(same.place(), "`" + path.text() + "` is here"));
    }
    return true;
  }

  private Place at(Span span) {
    return new Place(model.place().file(), span);
  }

  private boolean refuse(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
    return false;
  }
}
