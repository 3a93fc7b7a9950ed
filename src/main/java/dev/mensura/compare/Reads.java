package dev.mensura.compare;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.JoinTime;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of the models a metric or query reads by itself, not through metrics that it names. */
final class Reads {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private final Side side;
  private final Set<String> models = new HashSet<>();
  private final Set<String> bases = new HashSet<>();
  private final Set<String> parts = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private boolean instants;
  private boolean periods;
  private boolean redates;

  private Reads(Side side) {
    this.side = side;
  }

  static Reads of(MetricExpr expression, String text, Side side) {
    var reads = new Reads(side);
    reads.visit(expression);
    reads.words(text);
    return reads;
  }

  static Reads of(Query query, String text, Side side) {
    var reads = new Reads(side);
    query.bases().forEach(reads::base);
    query.items().forEach(item -> reads.visit(item.value()));
    query.groups().forEach(group -> reads.visitAll(group.values()));
    query.filters().forEach(filter -> reads.visitAll(filter.predicates()));
    query.periods().forEach(filter -> reads.visitAll(filter.predicates()));
    query.having().ifPresent(reads::visit);
    query
        .order()
        .forEach(ordering -> {
          if (ordering.key() instanceof Query.Key.ByValue by) {
            reads.visit(by.value());
          }
        });
    reads.words(text);
    return reads;
  }

  /** Whether a change of a model reaches what reads this. */
  boolean isReachedBy(Fact fact) {
    String part = fact.model() + "." + fact.part();
    return switch (fact.sort()) {
      case ROWS -> models.contains(fact.model());
      case TIME, ENTITY -> bases.contains(fact.model());
      case FIELD, JOIN ->
          parts.contains(part) || models.contains(fact.model()) && words.contains(fact.part());
      case ZONE -> instants;
      case CALENDAR -> periods;
    };
  }

  /**
   * Whether it gives metrics another time: two that are the same by their own time may then differ.
   */
  boolean redates() {
    return redates;
  }

  private void visit(MetricExpr expression) {
    switch (expression) {
      case MetricExpr.Aggregated a -> {
        base(a.base());
        a.argument().ifPresent(this::visit);
      }
      case MetricExpr.Constant c -> {}
      case MetricExpr.Reference r -> {}
      case MetricExpr.Call c -> c.arguments().forEach(this::visit);
      case MetricExpr.Filtered f -> {
        visitAll(f.predicates());
        visit(f.value());
      }
      case MetricExpr.Moved m -> {
        // What was the same in every period may differ in other stretches of time.
        redates = true;
        periods = true;
        visit(m.value());
      }
      case MetricExpr.Across a -> {
        a.left().coordinates().forEach(c -> visitAll(c.values()));
        visit(a.value());
      }
      case MetricExpr.Marked m -> {
        visitAll(m.times());
        m.keys().values().forEach(keys -> keys.forEach(this::visit));
        visit(m.value());
      }
      case MetricExpr.Filled f -> visit(f.value());
      case MetricExpr.Detail d -> {
        d.keys().forEach(key -> visitAll(key.values()));
        d.value().ifPresent(this::visit);
        d.having().ifPresent(this::visit);
      }
      case MetricExpr.Dated d -> {
        redates = true;
        visitAll(d.times());
        visit(d.value());
      }
    }
  }

  private void visitAll(Map<String, RowExpr> each) {
    each.values().forEach(this::visit);
  }

  private void visit(RowExpr expression) {
    switch (expression) {
      case RowExpr.Column c -> {
        path(c.path());
        parts.add(c.path().target() + "." + c.field());
        instants |= c.type().is(ValueType.Kind.TIMESTAMPTZ);
      }
      case RowExpr.OwnTime t -> {
        base(t.base());
        instants |= t.type().is(ValueType.Kind.TIMESTAMPTZ);
      }
      case RowExpr.MetricOfRow m -> {
        path(m.path());
        m.ways().values().forEach(this::path);
        visit(m.metric());
      }
      case RowExpr.Ranked r -> {
        r.values().forEach(this::visit);
        r.ranking().of().forEach(c -> visitAll(c.values()));
        visit(r.ranking().by());
      }
      case RowExpr.Credited c -> {
        c.conversion().steps().forEach(this::visit);
        c.tally().flatMap(Conversion.Tally::argument).ifPresent(this::visit);
      }
      case RowExpr.Truncate t -> {
        grain(t.grain());
        visit(t.value());
      }
      case RowExpr.Part p -> {
        periods |= p.part() == TimePart.WEEK_OF_YEAR;
        visit(p.value());
      }
      case RowExpr.During d -> {
        switch (d.span()) {
          case TimeSpan.Fixed f -> {}
          case TimeSpan.Last l -> grain(l.grain());
          case TimeSpan.This t -> grain(t.grain());
        }
        visit(d.value());
      }
      case RowExpr other -> other.operands().forEach(this::visit);
    }
  }

  /** Periods of which calendars differ. */
  private void grain(Grain grain) {
    periods |= grain.step() == Grain.Step.WEEK || !Grain.values().contains(grain);
  }

  private void visit(Conversion.Step step) {
    model(step.base());
    step.filters().forEach(this::visit);
    visit(step.time());
    step.keys().forEach(this::visit);
  }

  private void path(JoinPath path) {
    model(path.base());
    path.edges()
        .forEach(edge -> {
          model(edge.to());
          parts.add(edge.from() + "." + edge.name());
          // Walked backwards, a join is called otherwise.
          edge.keys()
              .forEach(pair -> {
                parts.add(edge.from() + "." + pair.near().field());
                parts.add(edge.to() + "." + pair.far().field());
              });
          edge.during().ifPresent(during -> during(edge, during));
        });
  }

  private void during(Edge edge, Edge.During during) {
    visit(JoinTime.of(edge, during, side.catalog()));
    String holder = JoinTime.holder(edge, during);
    parts.add(holder + ".valid");
    side.catalog()
        .model(holder)
        .flatMap(SemanticModel::valid)
        .ifPresent(valid -> {
          parts.add(holder + "." + valid.from());
          valid.to().ifPresent(to -> parts.add(holder + "." + to));
          valid.series().forEach(field -> parts.add(holder + "." + field));
        });
  }

  private void base(String name) {
    model(name);
    if (bases.add(name)) {
      rows(name).time().filter(t -> !(t instanceof RowExpr.OwnTime)).ifPresent(this::visit);
    }
  }

  private void model(String name) {
    if (models.add(name)) {
      rows(name).where().ifPresent(this::visit);
    }
  }

  private ModelRows rows(String model) {
    return side.analysis().rows(model);
  }

  /** The words of a text, and of the computed fields that it may speak of. */
  private void words(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      if (words.add(word)) {
        models.forEach(name -> side.catalog().model(name).ifPresent(m -> computed(m, word)));
      }
    }
  }

  private void computed(SemanticModel model, String field) {
    model
        .field(field)
        .filter(f -> !(f.content() instanceof Field.Content.Column))
        .ifPresent(f -> words(ModelFacts.content(model, f)));
  }
}
