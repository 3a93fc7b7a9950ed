package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.JoinPath;
import dev.mensura.model.CalendarTable;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a path means, seen from a base model: through its joins, with its own entity as the
 * name of the row itself, or {@code model.field} where one walk leads there.
 */
final class Paths {
  private static final Target FAILED = new Target.Failed();

  private final Catalog catalog;
  private final Ways ways;
  private final Grains grains;

  Paths(Catalog catalog) {
    this.catalog = catalog;
    this.ways = new Ways(catalog);
    this.grains = new Grains(catalog.calendar());
  }

  /** The target of a path as it stands behind {@code where} and {@code by}. */
  Target resolve(String base, Path path, Findings findings) {
    SemanticModel model = catalog.get(base);
    Name first = path.first();
    if (model.fields().containsKey(first.text()) || joins(base, first.text()) != null) {
      return follow(JoinPath.at(base), path, 0, findings);
    }
    if (path.isSimple()) {
      Optional<Grain> grain = catalog.calendar().singular(first.text());
      Optional<TimePart> part = TimePart.of(first.text());
      if (grain.isPresent() || part.isPresent()) {
        return new Target.OfOwnTime(grain, part);
      }
      if (grains.lacks(first, findings)) {
        return FAILED;
      }
    }
    if (first.text().equals(model.entity()) || first.text().equals(base)) {
      return follow(JoinPath.at(base), path, 1, findings);
    }
    if (first.text().equals(CalendarTable.NAME) && catalog.days().isPresent()) {
      return ofDay(Optional.empty(), path, 1, findings);
    }
    if (catalog.model(first.text()).isPresent()) {
      Optional<Field> conformed = conformed(model, path);
      if (conformed.isPresent()) {
        return field(JoinPath.at(base), conformed.get(), path, 2, findings);
      }
      JoinPath way = way(base, first, findings);
      return way == null ? FAILED : follow(way, path, 1, findings);
    }
    return new Target.Missing();
  }

  /**
   * The base's own field that is one with a field of a model that no joins lead to, or only joins
   * that multiply rows: what is declared to be the same comes before the values of many others.
   */
  private Optional<Field> conformed(SemanticModel base, Path path) {
    if (path.isSimple()
        || ways.between(base.name(), path.first().text()).stream().anyMatch(JoinPath::isToOne)) {
      return Optional.empty();
    }
    String named = path.first().text() + "." + path.names().get(1).text();
    return base.fields().values().stream()
        .filter(f -> f.sameAs().isPresent() && identity(base.name(), f).equals(identity(named)))
        .findFirst();
  }

  private String identity(String path) {
    int dot = path.indexOf('.');
    String model = path.substring(0, dot);
    return catalog
        .model(model)
        .flatMap(m -> m.field(path.substring(dot + 1)))
        .map(f -> identity(model, f))
        .orElse(path);
  }

  /** What a field is one with, {@code same_as} followed to its end: {@code model.field}. */
  String identity(String model, Field field) {
    String at = model;
    Field last = field;
    // A round of `same_as` ends somewhere on it, for each of its fields at the least name.
    var passed = new TreeSet<String>();
    while (passed.add(at + "." + last.name())) {
      Optional<Path> other = last.sameAs().filter(p -> p.names().size() == 2);
      Optional<Field> there =
          other.flatMap(
              p -> catalog.model(p.first().text()).flatMap(m -> m.field(p.last().text())));
      if (there.isEmpty()) {
        return at + "." + last.name();
      }
      at = other.orElseThrow().first().text();
      last = there.get();
    }
    return passed.first();
  }

  /** The target of a path in an aggregate, whose first name is the base model's. */
  Target resolveFromModel(String base, Path path, Findings findings) {
    return follow(JoinPath.at(base), path, 1, findings);
  }

  /** The one walk to the model that is named, or null after saying why there is none. */
  @Nullable JoinPath way(String base, Name model, Findings findings) {
    List<JoinPath> all = ways.between(base, model.text());
    if (all.size() == 1) {
      return all.getFirst();
    }
    if (all.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.UNREACHABLE,
                  findings.place(model.span()),
                  "No joins lead from `" + base + "` to `" + model.text() + "`.")
              .note("`" + base + "` reaches " + reached(base) + "."));
    } else {
      List<String> spelled = all.stream().map(JoinPath::text).sorted().toList();
      Diagnostic finding =
          Diagnostic.of(
              Code.AMBIGUOUS_PATH,
              findings.place(model.span()),
              "`"
                  + base
                  + "` reaches `"
                  + model.text()
                  + "` in "
                  + all.size()
                  + " ways: "
                  + Findings.quoted(spelled)
                  + ".");
      // Where the model isn't written, as for the metric of a row, no edit can name the joins.
      if (findings.text(model.span()).equals(model.text())) {
        finding = finding.note("Name the joins of the one that is meant.");
        for (String text : spelled) {
          finding = finding.fix("Go by `" + text + "`", text);
        }
      } else {
        finding =
            finding.note("A metric is asked of a row only where its own rows lead there one way.");
      }
      findings.add(finding);
    }
    return null;
  }

  private String reached(String base) {
    List<String> names = catalog.edges(base).stream().map(Edge::name).distinct().toList();
    return names.isEmpty() ? "no other model" : Findings.quoted(names) + " by its joins";
  }

  private Target follow(JoinPath start, Path path, int from, Findings findings) {
    JoinPath at = start;
    for (int i = from; i < path.names().size(); i++) {
      Name name = path.names().get(i);
      SemanticModel model = catalog.get(at.target());
      Field field = model.fields().get(name.text());
      Edge edge = joins(model.name(), name.text());
      if (field != null && (edge == null || i == path.names().size() - 1)) {
        return field(at, field, path, i + 1, findings);
      }
      if (edge == null) {
        return noSuchField(model, name, findings);
      }
      at = at.then(edge);
    }
    return new Target.OfRow(at);
  }

  /** The declared join of this name. */
  private @Nullable Edge joins(String model, String name) {
    if (!catalog.get(model).joins().containsKey(name)) {
      return null;
    }
    return catalog.edges(model).stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** What can be said of each metric's own time. */
  List<String> grainsAndParts() {
    return Stream.concat(
            catalog.calendar().grains().stream().map(Grain::text),
            Arrays.stream(TimePart.values()).map(TimePart::text))
        .toList();
  }

  private Target noSuchField(SemanticModel model, Name name, Findings findings) {
    var known = new TreeSet<>(model.fields().keySet());
    known.addAll(model.joins().keySet());
    findings.unknown(
        Code.UNKNOWN_FIELD,
        name.span(),
        "Model `" + model.name() + "` has no field or join `" + name.text() + "`.",
        name.text(),
        known);
    return FAILED;
  }

  /** A field of the calendar: the name at {@code from}, with nothing behind it. */
  private Target ofDay(Optional<Target.OfField> time, Path path, int from, Findings findings) {
    SemanticModel days = catalog.get(CalendarTable.NAME);
    if (path.names().size() <= from) {
      findings.add(
          Code.TYPE_MISMATCH,
          path.last().span(),
          "`" + path.text() + "` is a day of the calendar, not a value; a field of it is one.");
      return FAILED;
    }
    Name name = path.names().get(from);
    Field field = days.fields().get(name.text());
    if (field == null) {
      return noSuchField(days, name, findings);
    }
    if (path.names().size() > from + 1) {
      Name odd = path.names().get(from + 1);
      findings.add(
          Code.UNKNOWN_FIELD,
          odd.span(),
          "Nothing can follow the field `" + name.text() + "` of the calendar.");
      return FAILED;
    }
    return new Target.OfDay(time, field);
  }

  private Target field(JoinPath at, Field field, Path path, int next, Findings findings) {
    List<Name> rest = path.names().subList(next, path.names().size());
    if (rest.isEmpty()) {
      return new Target.OfField(at, field, Optional.empty(), Optional.empty());
    }
    Name name = rest.getFirst();
    if (field.type().isTemporal()
        && name.text().equals(CalendarTable.NAME)
        && !at.target().equals(CalendarTable.NAME)) {
      return ofCalendar(
          new Target.OfField(at, field, Optional.empty(), Optional.empty()), path, next, findings);
    }
    if (!field.type().isTemporal()) {
      findings.add(
          Code.UNKNOWN_FIELD,
          name.span(),
          "`"
              + field.name()
              + "` is "
              + Article.a(field.type())
              + ", so nothing can follow it; `."
              + name.text()
              + "` does.");
      return FAILED;
    }
    if (grains.lacks(name, findings)) {
      return FAILED;
    }
    Optional<Grain> grain = catalog.calendar().singular(name.text());
    Optional<TimePart> part = TimePart.of(name.text());
    if (grain.isEmpty() && part.isEmpty() || rest.size() > 1) {
      Name odd = rest.size() > 1 && (grain.isPresent() || part.isPresent()) ? rest.get(1) : name;
      findings.unknown(
          Code.UNKNOWN_GRAIN,
          odd.span(),
          "`" + odd.text() + "` is no grain or part of the time `" + field.name() + "`.",
          odd.text(),
          grains.names());
      return FAILED;
    }
    boolean fits =
        fitsGrain(
            field.type(), field.grain(), grain, part, "`" + field.name() + "`", name, findings);
    return fits ? new Target.OfField(at, field, grain, part) : FAILED;
  }

  private Target ofCalendar(Target.OfField time, Path path, int next, Findings findings) {
    if (catalog.days().isPresent()) {
      return ofDay(Optional.of(time), path, next + 1, findings);
    }
    findings.add(
        Diagnostic.of(
                Code.UNKNOWN_GRAIN,
                findings.place(path.names().get(next).span()),
                "`calendar` has no days: the project declares neither a range of them nor a table.")
            .note(
                "`calendar: {table: dim_date, date: d}` in `mensura.yml` names a table with one row"
                    + " a day."));
    return FAILED;
  }

  /** Whether a time of this type holds periods as fine as those asked for; says so if not. */
  static boolean fitsGrain(
      ValueType type,
      Optional<Grain> own,
      Optional<Grain> grain,
      Optional<TimePart> part,
      String what,
      Name name,
      Findings findings) {
    boolean ofDay =
        grain.filter(Grain::isSubDay).isPresent()
            || part.filter(p -> p == TimePart.HOUR_OF_DAY).isPresent();
    if (type.is(ValueType.Kind.DATE) && ofDay) {
      findings.add(
          Code.GRAIN_TOO_FINE,
          name.span(),
          what + " is a date, which has no `" + name.text() + "`; `day` is its finest grain.");
      return false;
    }
    if (own.isEmpty()) {
      return true;
    }
    boolean nests =
        grain
            .map(g -> own.get().nestsIn(g))
            .orElseGet(() -> part.map(p -> nests(own.get(), p)).orElse(true));
    if (!nests) {
      findings.add(
          Code.GRAIN_TOO_FINE,
          name.span(),
          what
              + " holds the start of a "
              + own.get().text()
              + ", which lies in no certain `"
              + name.text()
              + "`.");
    }
    return nests;
  }

  /** Whether a period of this grain has one value of a part. */
  static boolean nests(Grain own, TimePart part) {
    return switch (part) {
      case HOUR_OF_DAY -> own.nestsIn(Grain.HOUR);
      case DAY_OF_WEEK, DAY_OF_MONTH, DAY_OF_YEAR -> own.nestsIn(Grain.DAY);
      case WEEK_OF_YEAR -> own.isSubDay() || own.equals(Grain.DAY) || own.step() == Grain.Step.WEEK;
      case MONTH_OF_YEAR -> own.nestsIn(Grain.MONTH);
      case QUARTER_OF_YEAR -> own.nestsIn(Grain.QUARTER);
    };
  }
}
