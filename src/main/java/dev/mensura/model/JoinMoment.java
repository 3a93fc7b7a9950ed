package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.UnlinkedModel.UnlinkedJoin;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import java.util.List;
import java.util.Optional;

/** Finds the time at which a join asks for the rows that hold; what lies far off is seen later. */
record JoinMoment(
    SemanticModel near, SemanticModel far, UnlinkedJoin join, List<Diagnostic> diagnostics) {

  /** None if there is a mistake; an empty one for a join that asks for no time. */
  Optional<Optional<Moment>> resolve() {
    if (far.valid().isEmpty()) {
      return join.at().isEmpty() ? Optional.of(Optional.empty()) : refuse(needless());
    }
    Optional<Path> at = join.at().or(near::time);
    if (at.isEmpty()) {
      return refuse(
          Diagnostic.of(
                  Code.NO_TIME,
                  join.place(),
                  "The join `%s` finds the row of `%s` that holds at a time, and model `%s`"
                          .formatted(join.name(), far.name(), near.name())
                      + " declares none.")
              .note("`time: field` in the model says which it is, or `at: field` in the join.")
              .related(far.valid().map(v -> far.place()).orElseThrow(), "rows hold for a span"));
    }
    List<Name> names = at.get().names();
    boolean own = names.size() > 1 && names.getFirst().text().equals(near.entity());
    List<String> joins =
        names.subList(own ? 1 : 0, names.size() - 1).stream().map(Name::text).toList();
    return Optional.of(Optional.of(new Moment(joins, at.get().last().text())));
  }

  private Diagnostic needless() {
    return Diagnostic.of(
            Code.BAD_JOIN,
            new Place(join.place().file(), join.at().orElseThrow().span()),
            "`at` says when a row must hold, and rows of `" + far.name() + "` hold always.")
        .note("`valid: {from: …, to: …}` in that model says for which span a row holds.")
        .related(far.place(), "`" + far.name() + "` is here");
  }

  private Optional<Optional<Moment>> refuse(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
    return Optional.empty();
  }
}
