package dev.mensura.live;

import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.registry.store.Kept;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said where a change of what is kept is refused. */
final class Refusals {
  /** More places than these tell nobody more. */
  private static final int MOST_PLACES = 10;

  private Refusals() {}

  /** A metric that is named, not written: the place of findings about it. */
  static Place named(String name) {
    return new Place(new SourceFile("<metric>", name), new Span(0, name.length()));
  }

  static Diagnostic exists(Kept kept, Place at) {
    String since = kept.updatedBy().or(kept::createdBy).map(by -> ", by " + by).orElse("");
    Diagnostic found =
        Diagnostic.of(
            Code.DUPLICATE_NAME,
            at,
            "Metric `%s` already exists: version %d%s."
                .formatted(kept.name(), kept.version(), since));
    return kept.definition()
        .map(text -> found.note("It is `" + firstLine(text) + "`."))
        .orElse(found)
        .note("Another name keeps both; to put this in its place has to be asked for.");
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.equals(text) ? line : line + " …";
  }

  /** The metric stands in a file, where it is changed as any text is. */
  static Diagnostic inFile(String name, Place at, Declared<Declaration.Metric> declared) {
    var place = new Place(declared.file(), declared.declaration().name().span());
    String message =
        "Metric `%s` is declared in `%s`, and is changed there."
            .formatted(name, declared.file().path());
    return Diagnostic.of(Code.FILE_METRIC, at, message)
        .related(place, "`" + name + "` is declared here");
  }

  /** The metric isn't kept: it stands in a file, or nowhere. */
  static Diagnostic absent(String name, Project project) {
    return project
        .workspace()
        .analysis()
        .declaration(name)
        .map(declared -> inFile(name, named(name), declared))
        .orElseGet(() -> unknown(name, project));
  }

  static Diagnostic unknown(String name, Project project) {
    Diagnostic unknown =
        Diagnostic.of(
            Code.UNKNOWN_METRIC,
            named(name),
            "No metric `%s` was defined at run time.".formatted(name));
    return Nearest.to(name, project.kept().metrics().keySet())
        .map(near -> unknown.fix("Write `" + near + "`", near))
        .orElse(unknown);
  }

  static Diagnostic unknownVersion(String name, int version, List<Integer> known) {
    String versions =
        known.isEmpty()
            ? "it has none"
            : "there are " + String.join(", ", known.stream().map(String::valueOf).toList());
    return Diagnostic.of(
        Code.UNKNOWN_VERSION,
        named(name),
        "Metric `%s` has no version %d: %s.".formatted(name, version, versions));
  }

  static Diagnostic noEarlierVersion(String name, int version) {
    return Diagnostic.of(
        Code.UNKNOWN_VERSION,
        named(name),
        "Metric `%s` is as it was first defined, as version %d.".formatted(name, version));
  }

  static Diagnostic changedMeanwhile(Kept kept, int expected, Place at) {
    String by = kept.updatedBy().or(kept::createdBy).map(b -> " by " + b).orElse("");
    return Diagnostic.of(
        Code.CHANGED_MEANWHILE,
        at,
        "Metric `%s` is version %d%s by now, not %d."
            .formatted(kept.name(), kept.version(), by, expected));
  }

  static Diagnostic goneMeanwhile(String name, int expected, Place at) {
    return Diagnostic.of(
            Code.CHANGED_MEANWHILE,
            at,
            "Metric `%s` is not kept any more; version %d of it was to be changed."
                .formatted(name, expected))
        .note("Its history says what became of it.");
  }

  /** Others use the metric, and would come to mean something else. */
  static Diagnostic used(String name, Place at, Users users, Analysis analysis, String what) {
    int count = users.names().size();
    String message =
        "Metric `%s` is used by %s, so it is not %s."
            .formatted(
                name,
                count == 1 ? "`" + users.names().getFirst() + "`" : "%d others".formatted(count),
                what);
    Diagnostic used = Diagnostic.of(Code.METRIC_IN_USE, at, message);
    if (count > 1) {
      used = used.note("These use it: " + listed(users.names()) + ".");
    }
    for (Place place :
        users.names().stream()
            .limit(MOST_PLACES)
            .flatMap(user -> place(user, analysis).stream())
            .toList()) {
      used = used.related(place, "`" + place.text() + "` uses it");
    }
    int left = MOST_PLACES - users.metrics().size() - users.queries().size();
    for (Place place : users.checks().values().stream().limit(Math.max(0, left)).toList()) {
      used = used.related(place, "this uses it");
    }
    return used;
  }

  /** What would be left with an error. */
  static Diagnostic broken(String name, Place at, List<Diagnostic> broken, String what) {
    Diagnostic told =
        Diagnostic.of(
            Code.METRIC_IN_USE,
            at,
            "Metric `%s` is not %s: %s elsewhere would follow."
                .formatted(
                    name, what, broken.size() == 1 ? "an error" : broken.size() + " errors"));
    for (Diagnostic d : broken.stream().limit(MOST_PLACES).toList()) {
      told = told.related(d.place(), d.message());
    }
    return told;
  }

  private static String listed(List<String> names) {
    Stream<String> shown = names.stream().limit(MOST_PLACES).map(n -> "`" + n + "`");
    String text = String.join(", ", shown.toList());
    int more = names.size() - MOST_PLACES;
    return more > 0 ? text + " and %d more".formatted(more) : text;
  }

  private static Optional<Place> place(String name, Analysis analysis) {
    Optional<Place> metric =
        analysis.declaration(name).map(d -> new Place(d.file(), d.declaration().name().span()));
    return metric.or(() ->
        Optional.ofNullable(analysis.queryDeclarations().get(name))
            .map(d -> new Place(d.file(), d.declaration().name().span())));
  }
}
