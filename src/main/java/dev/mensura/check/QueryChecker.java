package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.ast.QueryBody;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks queries. */
final class QueryChecker {
  private final Scope scope;
  private final Findings findings;
  private final Map<String, Typed<MetricExpr>> aliases = new HashMap<>();
  private final MetricTyper metrics;
  private final SortedSet<String> bases = new TreeSet<>();
  private boolean broken;

  QueryChecker(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
    this.metrics = new MetricTyper(scope, findings, aliases);
  }

  /** A checked query, and the metrics that it names. */
  record Checked(Optional<Query> query, SortedSet<String> uses) {}

  Checked check(QueryBody body) {
    Optional<Query> query = query(body);
    // Without the part that is broken it would be another query.
    boolean sound = findings.errors() == 0 && !broken;
    return new Checked(sound ? query : Optional.empty(), metrics.uses());
  }

  private Optional<Query> query(QueryBody body) {
    if (body.items().isEmpty() && body.by().isEmpty()) {
      findings.add(
          Code.EMPTY_QUERY,
          body.span(),
          "A query asks for metrics, or with `by` for the values of dimensions.");
      return Optional.empty();
    }
    List<Query.Item> items = items(body);
    // An item that uses a broken metric is unknown, and the breakage is told where it is.
    if (findings.errors() > 0 || broken) {
      return Optional.empty();
    }
    items.forEach(i -> bases.addAll(metrics.bases(i.value())));
    Optional<MetricExpr> having = body.having().flatMap(this::having);
    List<Expr> orderKeys = body.orderBy().stream().map(QueryBody.Ordering::expression).toList();
    List<@Nullable Typed<MetricExpr>> orderValues = orderValues(orderKeys, body.by(), items);
    if (items.isEmpty()) {
      distinct(body).ifPresent(bases::add);
    }
    if (findings.errors() > 0 || broken || bases.isEmpty()) {
      if (findings.errors() == 0 && !broken) {
        findings.add(
            Code.EMPTY_QUERY,
            body.span(),
            "No metric of this query reads rows, so there is nothing to ask a database.");
      }
      return Optional.empty();
    }
    var asked = new ArrayList<MetricExpr>();
    items.forEach(i -> asked.add(i.value()));
    having.ifPresent(asked::add);
    orderValues.stream().filter(Objects::nonNull).forEach(v -> asked.add(v.expr()));
    List<Query.Group> groups = groups(body.by(), items, new Spread(scope, metrics, bases, asked));
    var filters = new ArrayList<Query.Filter>();
    var periods = new ArrayList<Query.Filter>();
    body.where().ifPresent(p -> where(p, filters, periods));
    List<Query.Ordering> order = order(body.orderBy(), orderValues, body.by());
    datedTimes(body, asked);
    if (findings.errors() == 0 && !broken) {
      frames(
          body,
          items,
          having,
          order,
          groups,
          Stream.concat(filters.stream(), periods.stream()).toList());
    }
    var shape = new QueryShape(scope, metrics, groups, findings);
    Optional<Query.Fill> fill =
        body.fill()
            .flatMap(f ->
                shape.fill(f, items, Stream.concat(filters.stream(), periods.stream()).toList()));
    Optional<Query.LimitPer> limitPer =
        body.limit().filter(l -> !l.per().isEmpty()).flatMap(l -> limitPer(l, body.by()));
    if (findings.errors() > 0) {
      return Optional.empty();
    }
    OptionalLong limit =
        body.limit()
            .filter(l -> l.per().isEmpty())
            .map(l -> OptionalLong.of(l.count()))
            .orElse(OptionalLong.empty());
    return Optional.of(
        new Query(
            List.copyOf(bases),
            items,
            groups,
            filters,
            periods,
            fill,
            having,
            order,
            limit,
            limitPer));
  }

  /** Windows and shifts, wherever they are asked for. */
  private void frames(
      QueryBody body,
      List<Query.Item> items,
      Optional<MetricExpr> having,
      List<Query.Ordering> order,
      List<Query.Group> groups,
      List<Query.Filter> filters) {
    var check = new FrameCheck(scope, metrics, groups, filters);
    var levels = new LevelCheck(scope, metrics, groups);
    var snapshots = new SnapshotCheck(scope, metrics, groups, filters);
    for (int i = 0; i < items.size(); i++) {
      check.check(items.get(i).value(), body.items().get(i).expression().span());
      levels.check(items.get(i).value(), body.items().get(i).expression().span());
      snapshots.check(items.get(i).value(), body.items().get(i).expression().span());
    }
    filters.stream()
        .flatMap(f -> f.predicates().values().stream())
        .flatMap(p -> Rankings.in(p).stream())
        .forEach(r -> check.check(r.ranking(), body.where().orElseThrow().span()));
    having.ifPresent(h -> check.check(h, body.having().orElseThrow().span()));
    having.ifPresent(h -> levels.check(h, body.having().orElseThrow().span()));
    having.ifPresent(h -> snapshots.check(h, body.having().orElseThrow().span()));
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).key() instanceof Query.Key.ByValue(MetricExpr value)) {
        check.check(value, body.orderBy().get(i).expression().span());
        levels.check(value, body.orderBy().get(i).expression().span());
        snapshots.check(value, body.orderBy().get(i).expression().span());
      }
    }
  }

  /** Within which groups rows are counted. */
  private Optional<Query.LimitPer> limitPer(QueryBody.Limit limit, List<QueryBody.Dimension> by) {
    var groups = new ArrayList<Integer>();
    for (Path path : limit.per()) {
      Optional<Integer> group = dimension(new Expr.Reference(path, path.span()), by);
      if (group.isEmpty()) {
        findings.unknown(
            Code.UNKNOWN_FIELD,
            path.span(),
            "`limit … per " + path.text() + "` names none of the dimensions in `by`.",
            path.text(),
            names(by));
        return Optional.empty();
      }
      if (!groups.contains(group.get())) {
        groups.add(group.get());
      }
    }
    return Optional.of(new Query.LimitPer(limit.count(), groups));
  }

  private List<Query.Item> items(QueryBody body) {
    var items = new ArrayList<Query.Item>();
    var names = new HashMap<String, Span>();
    var typed = new ArrayList<Typed<MetricExpr>>();
    for (QueryBody.Item item : body.items()) {
      Typed<MetricExpr> value = metrics.type(item.expression());
      typed.add(value);
      broken |= value.isUnknown();
      if (value.type().is(Kind.NULL)) {
        findings.add(Code.TYPE_MISMATCH, item.span(), "`null` alone is no metric.");
      }
      String name = name(item, value.expr());
      Span earlier = names.putIfAbsent(name, item.span());
      if (earlier != null) {
        duplicate(name, item.alias().map(Name::span).orElse(item.span()), earlier);
      }
      items.add(new Query.Item(name, value.expr(), value.unit(), format(value.expr())));
    }
    // Names given by `as` are for the clauses: an item never sees another's.
    for (int i = 0; i < items.size(); i++) {
      if (body.items().get(i).alias().isPresent()) {
        aliases.put(items.get(i).name(), typed.get(i));
      }
    }
    return items;
  }

  private String name(QueryBody.Item item, MetricExpr value) {
    if (item.alias().isPresent()) {
      return item.alias().get().text();
    }
    if (item.expression() instanceof Expr.Reference r) {
      return r.path().text();
    }
    if (item.expression() instanceof Expr.Call && value instanceof MetricExpr.Reference member) {
      return member.metric();
    }
    return Labels.of(findings.text(item.expression().span()));
  }

  private Optional<String> format(MetricExpr expr) {
    return expr instanceof MetricExpr.Reference r
            && scope.metric(r.metric()) instanceof Scope.Seen.Known(Metric metric)
        ? metric.properties().format()
        : Optional.empty();
  }

  private void duplicate(String name, Span span, Span earlier) {
    findings.add(
        Diagnostic.of(
                Code.DUPLICATE_COLUMN,
                findings.place(span),
                "Two columns of the query are called `" + name + "`; `as` gives one another name.")
            .related(findings.place(earlier), "the first `" + name + "`"));
  }

  /** A bare grain is of each metric's own time, so a metric that is dated must have it too. */
  private void datedTimes(QueryBody body, List<MetricExpr> read) {
    var paths = new ArrayList<Path>();
    body.by().forEach(d -> paths.add(d.path()));
    body.where().ifPresent(p -> paths.addAll(References.own(p)));
    DatedTimes.of(read, scope)
        .forEach((base, times) -> {
          for (Path path : paths) {
            Target target = scope.paths().resolve(base, path, new Findings(findings.file()));
            if (target instanceof Target.OfOwnTime own) {
              times.forEach(time -> fits(time, own, path));
            }
          }
        });
  }

  private void fits(RowExpr time, Target.OfOwnTime own, Path path) {
    Optional<Field> field =
        time instanceof RowExpr.Column c
            ? scope.catalog().get(c.path().target()).field(c.field())
            : Optional.empty();
    String what =
        field.map(f -> "`" + f.name() + "`, which a metric is dated by,").orElse("A metric's time");
    Paths.fitsGrain(
        time.type(),
        field.flatMap(Field::grain),
        own.grain(),
        own.part(),
        what,
        path.first(),
        findings);
  }

  private Optional<MetricExpr> having(Expr expr) {
    Typed<MetricExpr> condition = metrics.condition(expr);
    if (condition.isUnknown()) {
      broken = true;
      return Optional.empty();
    }
    bases.addAll(metrics.bases(condition.expr()));
    return Optional.of(condition.expr());
  }

  /** The values that are ordered by, null for keys that are dimensions. */
  private List<@Nullable Typed<MetricExpr>> orderValues(
      List<Expr> keys, List<QueryBody.Dimension> by, List<Query.Item> items) {
    var values = new ArrayList<@Nullable Typed<MetricExpr>>();
    for (Expr key : keys) {
      if (dimension(key, by).isPresent()) {
        values.add(null);
        continue;
      }
      if (key instanceof Expr.Number number) {
        numbered(number, by, items);
      }
      Typed<MetricExpr> value = metrics.type(key);
      broken |= value.isUnknown();
      bases.addAll(value.isUnknown() ? List.of() : metrics.bases(value.expr()));
      values.add(value);
    }
    return values;
  }

  /**
   * In SQL {@code order by 2} means the second column; here it would be the number, for all rows.
   */
  private void numbered(Expr.Number number, List<QueryBody.Dimension> by, List<Query.Item> items) {
    var columns = new ArrayList<>(names(by));
    items.forEach(i -> columns.add(i.name()));
    Diagnostic finding =
        Diagnostic.of(
            Code.OTHER_LANGUAGE,
            findings.place(number.span()),
            "`order by` takes the names of columns, not their numbers.");
    BigDecimal value = number.value();
    boolean isColumn =
        value.stripTrailingZeros().scale() <= 0
            && value.signum() > 0
            && value.compareTo(BigDecimal.valueOf(columns.size())) <= 0;
    String name = isColumn ? columns.get(value.intValueExact() - 1) : "";
    findings.add(isColumn ? finding.fix("Write `" + name + "`", name) : finding);
  }

  private Optional<Integer> dimension(Expr key, List<QueryBody.Dimension> by) {
    if (!(key instanceof Expr.Reference r)) {
      return Optional.empty();
    }
    String text = r.path().text();
    if (aliases.containsKey(text)) {
      return Optional.empty();
    }
    for (int i = 0; i < by.size(); i++) {
      Optional<String> alias = by.get(i).alias().map(Name::text);
      Path path = by.get(i).path();
      boolean named =
          alias.isPresent() ? alias.get().equals(text) : path.last().text().equals(text);
      if (named || path.text().equals(text)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private List<Query.Ordering> order(
      List<QueryBody.Ordering> orderings,
      List<@Nullable Typed<MetricExpr>> values,
      List<QueryBody.Dimension> by) {
    var order = new ArrayList<Query.Ordering>();
    for (int i = 0; i < orderings.size(); i++) {
      Typed<MetricExpr> value = values.get(i);
      Query.Key key =
          value == null
              ? new Query.Key.ByGroup(dimension(orderings.get(i).expression(), by).orElseThrow())
              : new Query.Key.ByValue(value.expr());
      order.add(
          new Query.Ordering(
              key,
              switch (orderings.get(i).direction()) {
                case ASCENDING -> Query.Direction.ASCENDING;
                case DESCENDING -> Query.Direction.DESCENDING;
              }));
    }
    return order;
  }

  private List<Query.Group> groups(
      List<QueryBody.Dimension> by, List<Query.Item> items, Spread spread) {
    var filters = new Filters(scope, metrics, RowTyper.Position.QUERY);
    List<String> names = names(by);
    var groups = new ArrayList<Query.Group>();
    var taken = new HashMap<String, Span>();
    items.forEach(i -> taken.put(i.name(), by.isEmpty() ? new Span(0, 0) : by.getFirst().span()));
    for (int i = 0; i < by.size(); i++) {
      QueryBody.Dimension dimension = by.get(i);
      Span earlier = taken.putIfAbsent(names.get(i), dimension.span());
      if (earlier != null) {
        duplicate(names.get(i), dimension.span(), earlier);
      }
      String name = names.get(i);
      if (isMetric(dimension.path())) {
        findings.add(
            Code.METRIC_IN_FILTER,
            dimension.span(),
            "`" + dimension.path().text() + "` is a metric, and `by` takes fields and grains.");
        continue;
      }
      Spread.Over over = spread.over(dimension.path());
      int before = findings.errors();
      filters
          .values(dimension.path(), over.needed())
          .ifPresentOrElse(
              v -> groups.add(group(name, v, over)),
              () -> {
                broken = true;
                spreading(dimension.path(), before);
              });
    }
    return groups;
  }

  /** What some metrics of a query reach, the others can be spread over. */
  private void spreading(Path path, int before) {
    boolean reached =
        bases.stream()
            .anyMatch(base ->
                scope.paths().resolve(base, path, new Findings(findings.file()))
                    instanceof Target.OfField);
    if (reached) {
      findings.note(
          before,
          Set.of(Code.UNREACHABLE, Code.UNKNOWN_FIELD, Code.NO_TIME),
          "`(… across " + path.text() + ")` is the same in all of its groups.");
    }
  }

  private boolean isMetric(Path path) {
    return path.isSimple()
        && scope.metricNames().contains(path.text())
        && bases.stream()
            .map(base -> scope.catalog().get(base))
            .noneMatch(model -> model.fields().containsKey(path.text()));
  }

  private static Query.Group group(
      String name, SortedMap<String, Typed<RowExpr>> typed, Spread.Over over) {
    var values = new TreeMap<String, RowExpr>(over.others());
    typed.forEach((base, t) -> values.put(base, t.expr()));
    Typed<RowExpr> first = typed.firstEntry().getValue();
    Optional<Field> field = first.subject().flatMap(Typed.Subject::field);
    boolean nullable = typed.values().stream().anyMatch(Typed::nullable);
    boolean whole = first.subject().flatMap(Typed.Subject::grain).isEmpty();
    return new Query.Group(
        name,
        Rules.common(typed.values().stream().map(Typed::type).toList()).orElse(first.type()),
        nullable,
        values,
        first.unit(),
        field.filter(f -> whole).flatMap(Field::format));
  }

  /** The last segment of each path, or the whole path where two clash. */
  private static List<String> names(List<QueryBody.Dimension> by) {
    var counts = new HashMap<String, Integer>();
    for (QueryBody.Dimension d : by) {
      counts.merge(d.alias().map(Name::text).orElse(d.path().last().text()), 1, Integer::sum);
    }
    return by.stream()
        .map(d -> {
          if (d.alias().isPresent()) {
            return d.alias().get().text();
          }
          String last = d.path().last().text();
          return counts.getOrDefault(last, 0) > 1 ? d.path().text() : last;
        })
        .toList();
  }

  private void where(Expr predicate, List<Query.Filter> filters, List<Query.Filter> periods) {
    var conjuncts = new ArrayList<Expr>();
    conjuncts(predicate, conjuncts);
    List<Filters.Filter> typed = typed(conjuncts, bases);
    // What ranks is looked at under the other conditions, so its models must reach them too.
    SortedSet<String> ranking = new TreeSet<>(bases);
    typed.stream()
        .flatMap(f -> f.predicates().values().stream())
        .flatMap(p -> Rankings.in(p).stream())
        .forEach(r -> ranking.addAll(metrics.bases(r.ranking().by())));
    List<Filters.Filter> all = ranking.equals(bases) || broken ? typed : typed(conjuncts, ranking);
    all.forEach(f -> (f.ownTimeOnly() ? periods : filters).add(new Query.Filter(f.predicates())));
  }

  private List<Filters.Filter> typed(List<Expr> conjuncts, SortedSet<String> of) {
    var typer = new Filters(scope, metrics, RowTyper.Position.QUERY);
    var typed = new ArrayList<Filters.Filter>();
    for (Expr conjunct : conjuncts) {
      typer.type(conjunct, of).ifPresentOrElse(typed::add, () -> broken = true);
    }
    return typed;
  }

  private static void conjuncts(Expr predicate, List<Expr> into) {
    if (predicate instanceof Expr.Binary b && b.operator() == Operator.AND) {
      conjuncts(b.left(), into);
      conjuncts(b.right(), into);
    } else {
      into.add(predicate);
    }
  }

  /** The model whose rows have the values that a query without metrics lists. */
  private Optional<String> distinct(QueryBody body) {
    var candidates = new ArrayList<String>();
    for (QueryBody.Dimension dimension : body.by()) {
      String first = dimension.path().first().text();
      if (dimension.path().isSimple()) {
        scope.catalog().models().stream()
            .filter(m -> m.fields().containsKey(first))
            .forEach(m -> candidates.add(m.name()));
      } else if (scope.catalog().model(first).isPresent()) {
        candidates.add(first);
      }
    }
    scope.catalog().models().forEach(m -> candidates.add(m.name()));
    List<String> reaching = candidates.stream().distinct().filter(m -> reaches(m, body)).toList();
    if (reaching.size() > 1 && body.by().stream().noneMatch(d -> namesModel(d.path()))) {
      ambiguous(body, reaching);
      return Optional.empty();
    }
    Optional<String> base = reaching.stream().findFirst();
    if (base.isEmpty()) {
      // Checked against the likeliest model, so that the finding names what is wrong.
      var probe = new Filters(scope, metrics, RowTyper.Position.QUERY);
      var likeliest = new TreeSet<>(candidates.subList(0, Math.min(1, candidates.size())));
      for (QueryBody.Dimension dimension : body.by()) {
        probe.values(dimension.path(), likeliest);
      }
      if (findings.errors() == 0) {
        findings.add(
            Code.UNREACHABLE,
            body.span(),
            "No model reaches all of these dimensions with one value a row.");
      }
    }
    return base;
  }

  private boolean namesModel(Path path) {
    return !path.isSimple() && scope.catalog().model(path.first().text()).isPresent();
  }

  /** Which model's rows have the values changes which values there are. */
  private void ambiguous(QueryBody body, List<String> models) {
    Path path = body.by().getFirst().path();
    Diagnostic finding =
        Diagnostic.of(
            Code.AMBIGUOUS_PATH,
            findings.place(path.span()),
            "`"
                + path.text()
                + "` can be listed from the rows of "
                + Findings.quoted(models)
                + ".");
    for (String model : models.stream().sorted().limit(4).toList()) {
      String full = model + "." + path.text();
      finding =
          finding.fix(
              new Fix(
                  "Write `" + full + "`", List.of(new Edit(findings.place(path.span()), full))));
    }
    findings.add(finding);
  }

  private boolean reaches(String model, QueryBody body) {
    for (QueryBody.Dimension dimension : body.by()) {
      var quiet = new Findings(findings.file());
      Target target = scope.paths().resolve(model, dimension.path(), quiet);
      boolean one =
          target instanceof Target.OfField f && f.path().isToOne()
              || target instanceof Target.OfOwnTime
                  && scope.time(model).isPresent()
                  && body.by().size() > 1;
      if (!one || quiet.errors() > 0) {
        return false;
      }
    }
    return true;
  }
}
