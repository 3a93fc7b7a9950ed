package dev.mensura.compare;

import dev.mensura.compare.Difference.Impact;
import dev.mensura.compare.Fact.Sight;
import dev.mensura.compare.Fact.Sort;
import dev.mensura.model.Field;
import dev.mensura.model.Join;
import dev.mensura.model.Moment;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.ValueType;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the models of a project say otherwise than before, and which metrics that reaches. */
final class ModelFacts {
  private final Side old;
  private final Side now;
  private final List<Fact> facts = new ArrayList<>();

  ModelFacts(Side old, Side now) {
    this.old = old;
    this.now = now;
    if (old.catalog() != now.catalog()) {
      models();
    }
    zone();
    calendar();
  }

  List<Fact> all() {
    return List.copyOf(facts);
  }

  /** Those that a metric meets by itself, in one of its versions. */
  Set<Fact> of(String metric) {
    return of(metric, facts);
  }

  private Set<Fact> of(String metric, List<Fact> among) {
    Set<Fact> found = new LinkedHashSet<>();
    if (!among.isEmpty()) {
      collect(metric, old, among, found);
      collect(metric, now, among, found);
    }
    return found;
  }

  private static void collect(String metric, Side side, List<Fact> among, Set<Fact> into) {
    side.metric(metric)
        .map(m -> Reads.of(m.expression(), side.body(metric), side))
        .ifPresent(reads -> among.stream().filter(reads::isReachedBy).forEach(into::add));
  }

  /** Those that a metric meets, through others too, and that no fingerprint shows. */
  Set<Fact> unseen(String metric) {
    List<Fact> among = facts.stream().filter(f -> f.sight() == Sight.UNSEEN).toList();
    Set<Fact> found = new LinkedHashSet<>();
    if (among.isEmpty()) {
      return found;
    }
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(metric));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (seen.add(next)) {
        found.addAll(of(next, among));
        open.addAll(old.analysis().uses(next));
        open.addAll(now.analysis().uses(next));
      }
    }
    return found;
  }

  // What models say.

  private void models() {
    for (SemanticModel was : old.catalog().models()) {
      now.catalog()
          .model(was.name())
          .ifPresentOrElse(
              is -> model(was, is), () -> add(was.name(), "", Sort.ROWS, Kind.REMOVED, "is gone"));
    }
    for (SemanticModel is : now.catalog().models()) {
      if (old.catalog().model(is.name()).isEmpty()) {
        safe(is.name(), "", Sort.ROWS, Kind.ADDED, "is new");
      }
    }
  }

  private void zone() {
    String was = old.workspace().settings().timeZone();
    String is = now.workspace().settings().timeZone();
    if (!was.equals(is)) {
      facts.add(
          new Fact(
              "",
              "",
              Sort.ZONE,
              Kind.DIFFERENT,
              "cuts instants into days of %s, before of %s".formatted(is, was),
              Impact.BREAKING,
              Sight.UNSEEN));
    }
  }

  private void calendar() {
    Calendar was = old.workspace().settings().calendar();
    Calendar is = now.workspace().settings().calendar();
    if (!was.equals(is)) {
      var changes = new ArrayList<String>();
      if (was.firstDay() != is.firstDay()) {
        changes.add(
            "begins weeks on %s, before on %s"
                .formatted(word(is.firstDay()), word(was.firstDay())));
      }
      if (!was.fiscal().equals(is.fiscal())) {
        changes.add(
            is.fiscal().isEmpty() ? "has no fiscal years any more" : "has other fiscal years");
      }
      if (!was.range().equals(is.range())) {
        changes.add("has another range of days");
      }
      if (!was.declared().equals(is.declared())) {
        changes.add("declares other grains");
      }
      facts.add(
          new Fact(
              "",
              "",
              Sort.CALENDAR,
              Kind.DIFFERENT,
              String.join(", ", changes),
              Impact.BREAKING,
              Sight.UNSEEN));
    }
  }

  private static String word(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private void model(SemanticModel was, SemanticModel is) {
    String name = is.name();
    if (!was.rows().equals(is.rows())) {
      add(
          name,
          "",
          Sort.ROWS,
          Kind.DIFFERENT,
          "reads %s, before %s".formatted(rows(is), rows(was)));
    }
    if (!was.primaryKey().equals(is.primaryKey())) {
      String said = "its key is %s, before %s".formatted(key(is), key(was));
      add(name, "", Sort.ROWS, Kind.DIFFERENT, said);
    }
    where(was, is);
    String wasTime = was.time().map(Path::text).orElse("");
    String isTime = is.time().map(Path::text).orElse("");
    if (!wasTime.equals(isTime)) {
      String said = "its time is %s, before %s".formatted(orNothing(isTime), orNothing(wasTime));
      add(name, "", Sort.TIME, Kind.DIFFERENT, said);
    }
    valid(was, is);
    if (!was.entity().equals(is.entity())) {
      String said = "counts in `%s`, before in `%s`".formatted(is.entity(), was.entity());
      safe(name, "", Sort.ENTITY, Kind.DIFFERENT, said);
    }
    fields(was, is);
    joins(was, is);
  }

  /** Told as a part of its own: it reaches those alone who join onto the model. */
  private void valid(SemanticModel was, SemanticModel is) {
    if (!was.valid().equals(is.valid())) {
      String said = "a row holds %s, before %s".formatted(held(is.valid()), held(was.valid()));
      add(is.name(), "valid", Sort.JOIN, Kind.DIFFERENT, said);
    }
  }

  private static String held(Optional<Validity> valid) {
    return valid
        .map(v ->
            "from `%s` %s"
                .formatted(
                    v.from(),
                    v.to()
                        .map(to -> "up to `" + to + "`")
                        .orElse("until the next " + series(v.series()))))
        .orElse("always");
  }

  private static String series(List<String> fields) {
    return fields.isEmpty() ? "one" : "of the same `" + String.join("`, `", fields) + "`";
  }

  private static String rows(SemanticModel model) {
    return switch (model.rows()) {
      case SemanticModel.Rows.Table table -> "table `" + table.name() + "`";
      case SemanticModel.Rows.Query query -> "a SELECT of its own";
    };
  }

  private static String key(SemanticModel model) {
    return orNothing(String.join(", ", model.primaryKey()));
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? "none" : "`" + text + "`";
  }

  private void where(SemanticModel was, SemanticModel is) {
    String before = was.where().map(w -> text(was, w.span())).orElse("");
    String after = is.where().map(w -> text(is, w.span())).orElse("");
    if (before.equals(after)) {
      return;
    }
    String said =
        after.isEmpty()
            ? "has all rows of its table, before only those where `%s`".formatted(before)
            : before.isEmpty()
                ? "has only rows where `%s`, before all of its table".formatted(after)
                : "has only rows where `%s`, before where `%s`".formatted(after, before);
    add(is.name(), "", Sort.ROWS, Kind.DIFFERENT, said);
  }

  private static String text(SemanticModel model, dev.mensura.source.Span span) {
    return model.place().file().text(span).replaceAll("\\s+", " ").strip();
  }

  /** What a field is made of, as it is written. */
  static String content(SemanticModel model, Field field) {
    return switch (field.content()) {
      case Field.Content.Column column -> column.column();
      case Field.Content.Computed computed -> text(model, computed.expression().span());
      case Field.Content.Sql sql -> sql.text().value();
    };
  }

  private void fields(SemanticModel was, SemanticModel is) {
    for (Field before : was.fields().values()) {
      is.field(before.name())
          .ifPresentOrElse(
              after -> field(was, before, is, after),
              () -> add(was.name(), before.name(), Sort.FIELD, Kind.REMOVED, "is gone"));
    }
    for (Field after : is.fields().values()) {
      if (was.field(after.name()).isEmpty()) {
        safe(is.name(), after.name(), Sort.FIELD, Kind.ADDED, "is new");
      }
    }
  }

  private void field(SemanticModel was, Field before, SemanticModel is, Field after) {
    String model = is.name();
    String name = after.name();
    String wasMade = made(was, before);
    String isMade = made(is, after);
    if (!wasMade.equals(isMade)) {
      String said = "is %s, before %s".formatted(isMade, wasMade);
      add(model, name, Sort.FIELD, Kind.DIFFERENT, said);
    }
    if (!before.type().equals(after.type())) {
      boolean digits = sameKind(before.type(), after.type());
      facts.add(
          new Fact(
              model,
              name,
              Sort.FIELD,
              Kind.DIFFERENT,
              "type was %s, is %s".formatted(before.type(), after.type()),
              digits ? Impact.SAFE : Impact.BREAKING,
              digits ? Sight.SEEN : Sight.UNSEEN));
    }
    if (!before.unit().equals(after.unit())) {
      String said =
          "unit was %s, is %s"
              .formatted(
                  before.unit().text().orElse("not declared"),
                  after.unit().text().orElse("not declared"));
      Fact.Sort sort = Sort.FIELD;
      if (before.unit().isKnown()) {
        add(model, name, sort, Kind.DIFFERENT, said);
      } else {
        safe(model, name, sort, Kind.DOCUMENTATION, said);
      }
    }
    if (before.nullable() != after.nullable()) {
      String said = after.nullable() ? "can be null now" : "is never null any more";
      safe(model, name, Sort.FIELD, Kind.DOCUMENTATION, said);
    }
    if (!before.grain().equals(after.grain())) {
      String said =
          "its grain is %s, before %s"
              .formatted(
                  orNothing(after.grain().map(g -> g.text()).orElse("")),
                  orNothing(before.grain().map(g -> g.text()).orElse("")));
      safe(model, name, Sort.FIELD, Kind.DIFFERENT, said);
    }
    if (!before.values().keySet().equals(after.values().keySet())) {
      safe(model, name, Sort.FIELD, Kind.DOCUMENTATION, "lists other values");
    }
  }

  private static boolean sameKind(ValueType one, ValueType other) {
    return one.kind() == other.kind() && one.scale() == other.scale();
  }

  private static String made(SemanticModel model, Field field) {
    return switch (field.content()) {
      case Field.Content.Column column -> "column `" + column.column() + "`";
      case Field.Content.Computed computed -> "`" + content(model, field) + "`";
      case Field.Content.Sql sql -> "the SQL `" + content(model, field) + "`";
    };
  }

  private void joins(SemanticModel was, SemanticModel is) {
    for (Join before : was.joins().values()) {
      Join after = is.joins().get(before.name());
      if (after == null) {
        add(was.name(), before.name(), Sort.JOIN, Kind.REMOVED, "is gone");
      } else if (!before.model().equals(after.model()) || !before.keys().equals(after.keys())) {
        boolean sameModel = before.model().equals(after.model());
        String said =
            "joins `%s` on `%s`, before %son `%s`"
                .formatted(
                    after.model(),
                    keys(after),
                    sameModel ? "" : "`" + before.model() + "` ",
                    keys(before));
        add(is.name(), after.name(), Sort.JOIN, Kind.DIFFERENT, said);
      } else if (isAtOther(before, after)) {
        String said =
            "finds the row of `%s` that holds at `%s`, before at `%s`"
                .formatted(
                    after.model(),
                    after.moment().map(Moment::text).orElse(""),
                    before.moment().map(Moment::text).orElse(""));
        add(is.name(), after.name(), Sort.JOIN, Kind.DIFFERENT, said);
      } else if (isToOne(was, before, old) && !isToOne(is, after, now)) {
        String said = "can meet several rows of `%s` now".formatted(after.model());
        add(is.name(), after.name(), Sort.JOIN, Kind.DIFFERENT, said);
      }
    }
    for (Join after : is.joins().values()) {
      if (!was.joins().containsKey(after.name())) {
        safe(is.name(), after.name(), Sort.JOIN, Kind.ADDED, "is new");
      }
    }
  }

  /** That rows of the far model hold for a span at all is told of that model. */
  private static boolean isAtOther(Join before, Join after) {
    return before.moment().isPresent()
        && after.moment().isPresent()
        && !before.moment().equals(after.moment());
  }

  private static String keys(Join join) {
    return String.join(" and ", join.keys().stream().map(p -> p.near() + " = " + p.far()).toList());
  }

  private static boolean isToOne(SemanticModel model, Join join, Side side) {
    return side.catalog().edges(model.name()).stream()
        .anyMatch(edge -> edge.name().equals(join.name()) && edge.isToOne());
  }

  private void add(String model, String part, Sort sort, Kind kind, String reason) {
    facts.add(new Fact(model, part, sort, kind, reason, Impact.BREAKING, Sight.SEEN));
  }

  private void safe(String model, String part, Sort sort, Kind kind, String reason) {
    facts.add(new Fact(model, part, sort, kind, reason, Impact.SAFE, Sight.SEEN));
  }
}
