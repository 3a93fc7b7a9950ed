package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Conversion;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.RowExpr;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Types {@code conversion(visits, purchases, by: user_id, within: 7 days)}. */
final class Conversions {
  static final List<String> NAMES = List.of("conversion", "conversions");

  private static final List<String> ARGUMENTS = List.of("by", "within", "after", "matching");

  private final MetricTyper typer;
  private final Scope scope;
  private final Findings findings;

  Conversions(MetricTyper typer) {
    this.typer = typer;
    this.scope = typer.scope();
    this.findings = typer.findings;
  }

  /**
   * An event.
   *
   * @param metric the aggregate over its rows, names followed
   * @param leaf the same, reduced
   * @param typed as it was written
   */
  private record Event(Expr written, Typed<MetricExpr> typed, MetricExpr metric, Leaf leaf) {
    String base() {
      return leaf.base();
    }

    boolean countsRows() {
      return leaf.aggregate() == Aggregate.COUNT && leaf.argument().isEmpty();
    }
  }

  Typed<MetricExpr> type(Expr.Call call) {
    Map<String, Expr.Argument> named = new HashMap<>();
    var metrics = new ArrayList<Expr>();
    if (!sort(call, metrics, named)) {
      return typer.unknown();
    }
    var events = new ArrayList<Event>();
    for (Expr metric : metrics) {
      Optional<Event> event = event(metric);
      if (event.isEmpty()) {
        return typer.unknown();
      }
      events.add(event.get());
    }
    Optional<Duration> within = Optional.empty();
    if (named.containsKey("within")) {
      within = length(named.get("within"), "within", 1);
      if (within.isEmpty()) {
        return typer.unknown();
      }
    }
    Optional<Duration> after = Optional.empty();
    if (named.containsKey("after")) {
      after = length(named.get("after"), "after", 0);
      if (after.isEmpty()) {
        return typer.unknown();
      }
    }
    if (!isSome(call, named, within, after) || !areDifferent(events, after)) {
      return typer.unknown();
    }
    List<List<RowExpr>> keys = new ArrayList<>();
    events.forEach(e -> keys.add(new ArrayList<>()));
    boolean paired = true;
    for (String name : List.of("by", "matching")) {
      for (Expr each : named.containsKey(name) ? named.get(name).values() : List.<Expr>of()) {
        paired &= pair(each, events, keys);
      }
    }
    return paired
        ? made(call, events, keys, within, after.filter(d -> d.count() > 0))
        : typer.unknown();
  }

  private boolean sort(Expr.Call call, List<Expr> metrics, Map<String, Expr.Argument> named) {
    for (Expr.Argument argument : call.arguments()) {
      if (argument.name().isEmpty()) {
        metrics.addAll(argument.values());
        continue;
      }
      String name = argument.name().get().text();
      if (!ARGUMENTS.contains(name)) {
        findings.unknown(
            Code.WRONG_ARGUMENTS,
            argument.name().get().span(),
            "`" + call.name().text() + "` has no argument `" + name + "`.",
            name,
            ARGUMENTS);
        return false;
      }
      if (named.put(name, argument) != null) {
        return wrong(argument.span(), "`" + name + "` stands twice.", call);
      }
    }
    if (metrics.size() < 2) {
      return wrong(
          call.span(),
          "`%s` takes two metrics or more, those of the first event and of what follows it; %d found."
              .formatted(call.name().text(), metrics.size()),
          call);
    }
    return named.containsKey("by")
        || wrong(
            call.span(),
            "`%s` needs `by`: whose events they are.".formatted(call.name().text()),
            call);
  }

  private boolean wrong(Span span, String message, Expr.Call call) {
    findings.add(
        Diagnostic.of(Code.WRONG_ARGUMENTS, findings.place(span), message)
            .note(
                "It is called like `"
                    + call.name().text()
                    + "(visits, purchases, by: user_id, within: 7 days)`."));
    return false;
  }

  private boolean bad(Span span, String message) {
    findings.add(Code.BAD_CONVERSION, span, message);
    return false;
  }

  /** The rows that an argument counts or adds up, with their time. */
  private Optional<Event> event(Expr written) {
    int before = findings.errors();
    Typed<MetricExpr> typed = typer.type(counted(written));
    if (typed.isUnknown() || findings.errors() > before) {
      return Optional.empty();
    }
    String text = typer.shortText(written.span());
    Optional<MetricExpr> single = Singles.of(typed.expr(), typer::signature);
    Optional<Leaf> leaf =
        single
            .flatMap(s -> Reducer.reduce(List.of(s), typer::known))
            .map(r -> r.leaves().keySet().iterator().next());
    if (leaf.isEmpty()) {
      bad(
          written.span(),
          "`"
              + text
              + "` is no event: a metric of one aggregate is needed, with nothing but `where` and"
              + " `dated` around it.");
      return Optional.empty();
    }
    if (leaf.get().time().isEmpty() && scope.time(leaf.get().base()).isEmpty()) {
      if (scope.catalog().get(leaf.get().base()).time().isEmpty()) {
        findings.add(
            Diagnostic.of(
                    Code.NO_TIME,
                    findings.place(written.span()),
                    "`"
                        + text
                        + "` is an event of a conversion, and model `"
                        + leaf.get().base()
                        + "` declares no time.")
                .note("`time: field` in the model says which field it is, or `dated field` here."));
      }
      return Optional.empty();
    }
    return Optional.of(new Event(written, typed, single.get(), leaf.get()));
  }

  /** The name of a model that is no metric's stands for the count of its rows. */
  private Expr counted(Expr written) {
    boolean model =
        written instanceof Expr.Reference r
            && r.path().isSimple()
            && scope.metric(r.path().text()) instanceof Scope.Seen.Absent
            && scope.catalog().model(r.path().text()).isPresent();
    return model
        ? new Expr.Aggregated(
            Aggregate.COUNT,
            written.span(),
            List.of(written),
            List.of(),
            Optional.empty(),
            written.span())
        : written;
  }

  private Optional<Duration> length(Expr.Argument argument, String name, int least) {
    Expr value = argument.values().getFirst();
    if (!(value instanceof Expr.Period period)) {
      findings.add(
          Code.WRONG_ARGUMENTS,
          argument.span(),
          "`"
              + name
              + "` takes a length of time such as `7 days`, not `"
              + typer.shortText(value.span())
              + "`.");
      return Optional.empty();
    }
    Optional<Duration> length = typer.duration(period);
    if (length.isPresent() && length.get().grain().step() == Grain.Step.DECLARED) {
      bad(
          argument.span(),
          "`" + length.get() + "` after an event is no certain time; days or months are.");
      return Optional.empty();
    }
    if (length.isPresent() && length.get().count() < least) {
      bad(
          argument.span(),
          "`" + name + ": " + length.get() + "` leaves no time between the events.");
      return Optional.empty();
    }
    return length;
  }

  /** Whether the two lengths leave some time between them. */
  private boolean isSome(
      Expr.Call call,
      Map<String, Expr.Argument> named,
      Optional<Duration> within,
      Optional<Duration> after) {
    if (within.isEmpty() || after.isEmpty()) {
      return true;
    }
    boolean some =
        within.get().seconds().isPresent() && after.get().seconds().isPresent()
            ? after.get().seconds().get().compareTo(within.get().seconds().get()) < 0
            : days(after.get()) < days(within.get());
    Expr.Argument argument = named.get("after");
    return some
        || bad(
            argument == null ? call.span() : argument.span(),
            "`after: %s` is not less than `within: %s`, so nothing is ever credited."
                .formatted(after.get(), within.get()));
  }

  /** As many as it has at the least; of months exactly in their order. */
  private static double days(Duration length) {
    return length.seconds().isPresent()
        ? length.seconds().get().doubleValue() / 86_400
        : length.months() * 30.4;
  }

  /** An event at the same time is credited, so of equal ones each would be credited to itself. */
  private boolean areDifferent(List<Event> events, Optional<Duration> after) {
    for (int i = 1; i < events.size(); i++) {
      Event one = events.get(i - 1);
      Event next = events.get(i);
      boolean same =
          one.base().equals(next.base())
              && one.leaf().filters().equals(next.leaf().filters())
              && one.leaf().time().equals(next.leaf().time());
      if (same && after.filter(d -> d.count() > 0).isEmpty()) {
        findings.add(
            Diagnostic.of(
                    Code.BAD_CONVERSION,
                    findings.place(next.written().span()),
                    "`"
                        + typer.shortText(one.written().span())
                        + "` and `"
                        + typer.shortText(next.written().span())
                        + "` are the same events, so each would be credited to itself.")
                .note("`after: 1 second` asks for a later one."));
        return false;
      }
    }
    return true;
  }

  /** One value that the events have in common, seen from each of their models. */
  private boolean pair(Expr written, List<Event> events, List<List<RowExpr>> into) {
    Expr first = written;
    Expr others = written;
    if (written instanceof Expr.Binary b && b.operator() == Operator.EQ) {
      first = b.left();
      others = b.right();
    }
    if (!(first instanceof Expr.Reference) || !(others instanceof Expr.Reference)) {
      findings.add(
          Code.WRONG_ARGUMENTS,
          written.span(),
          "`"
              + typer.shortText(written.span())
              + "` is no path; a field of the events is needed, or `a = b` where they call it"
              + " differently.");
      return false;
    }
    var types = new ArrayList<ValueType>();
    for (int i = 0; i < events.size(); i++) {
      Expr path = i == 0 ? first : others;
      int before = findings.errors();
      var rows = new RowTyper(scope, events.get(i).base(), RowTyper.Position.FIELD, typer);
      Typed<RowExpr> value = rows.type(path);
      if (value.isUnknown() || findings.errors() > before) {
        return false;
      }
      types.add(value.type());
      into.get(i).add(value.expr());
    }
    Optional<ValueType> common = Rules.common(types);
    if (common.isEmpty() || types.stream().anyMatch(t -> t.is(Kind.NULL))) {
      findings.add(
          Code.TYPE_MISMATCH,
          written.span(),
          "`"
              + typer.shortText(written.span())
              + "` is "
              + Article.a(types.getFirst())
              + " and "
              + Article.a(types.getLast())
              + ", which are never the same.");
      return false;
    }
    into.forEach(keys -> keys.add(as(common.get(), keys.removeLast())));
    return true;
  }

  /** A date is the same as a timestamp at its midnight, and so on. */
  private static RowExpr as(ValueType type, RowExpr key) {
    return key.type().kind() == type.kind()
        ? key
        : new RowExpr.Call(Function.CAST, List.of(key), type, key.nullable());
  }

  private Typed<MetricExpr> made(
      Expr.Call call,
      List<Event> events,
      List<List<RowExpr>> keys,
      Optional<Duration> within,
      Optional<Duration> after) {
    Event first = events.getFirst();
    Event last = events.getLast();
    if (scope.catalog().get(first.base()).primaryKey().isEmpty()) {
      return typer.fail(
          Code.NEEDS_PRIMARY_KEY,
          first.written().span(),
          "What is credited to a row of `"
              + first.base()
              + "` needs a `primary_key` to tell its rows apart, which `"
              + first.base()
              + "` does not declare.");
    }
    var steps = new ArrayList<Conversion.Step>();
    for (int i = 0; i < events.size(); i++) {
      steps.add(step(events.get(i), keys.get(i)));
    }
    var conversion = new Conversion(steps, within, after);
    return call.name().text().equals("conversion")
        ? share(first, conversion)
        : number(call, first, last, conversion);
  }

  private Conversion.Step step(Event event, List<RowExpr> keys) {
    Leaf leaf = event.leaf();
    RowExpr time = leaf.time().or(() -> scope.time(leaf.base())).orElseThrow();
    return new Conversion.Step(
        leaf.base(),
        leaf.filters().stream().map(f -> OwnTimes.replace(f, time)).toList(),
        time,
        keys.stream().map(k -> OwnTimes.replace(k, time)).toList());
  }

  /** Of all rows of the first event, those to which something is credited. */
  private Typed<MetricExpr> share(Event first, Conversion conversion) {
    var credited = new RowExpr.Credited(conversion, Optional.empty());
    SortedMap<String, RowExpr> only = new TreeMap<>(Map.of(first.base(), credited));
    MetricExpr all =
        first.countsRows()
            ? first.typed().expr()
            : over(first.metric(), rows(first.base(), Aggregate.COUNT, Optional.empty()));
    var share =
        new MetricExpr.Call(
            Function.DIVIDE,
            List.of(new MetricExpr.Filtered(all, only), all),
            ValueType.DOUBLE,
            true);
    return new Typed<>(share, ValueType.DOUBLE, true, Unit.NONE);
  }

  private Typed<MetricExpr> number(Expr.Call call, Event first, Event last, Conversion conversion) {
    Leaf leaf = last.leaf();
    Optional<RowExpr> argument =
        leaf.argument().map(a -> OwnTimes.replace(a, conversion.last().time()));
    Aggregate function = leaf.aggregate();
    Optional<MetricExpr> value =
        switch (function) {
          case COUNT, SUM ->
              Optional.of(tallied(first, conversion, function, argument, Aggregate.SUM));
          case MIN, MAX, ANY_TRUE, ALL_TRUE ->
              Optional.of(tallied(first, conversion, function, argument, function));
          case AVG -> {
            MetricExpr sum = tallied(first, conversion, Aggregate.SUM, argument, Aggregate.SUM);
            MetricExpr count = tallied(first, conversion, Aggregate.COUNT, argument, Aggregate.SUM);
            yield Optional.of(
                new MetricExpr.Call(Function.DIVIDE, List.of(sum, count), ValueType.DOUBLE, true));
          }
          case COUNT_DISTINCT,
              APPROX_COUNT_DISTINCT,
              MEDIAN,
              PERCENTILE,
              PERCENTILE_DISC,
              APPROX_PERCENTILE,
              STDDEV,
              VARIANCE ->
              Optional.empty();
        };
    if (value.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_CONVERSION,
                  findings.place(last.written().span()),
                  "`%s` is a `%s`, which can't be put together from what is credited to each row of `%s`."
                      .formatted(
                          typer.shortText(last.written().span()), function.text(), first.base()))
              .note("`" + call.name().text() + "` takes counts, sums, averages, `min` and `max`."));
    }
    return value
        .map(v -> new Typed<>(v, last.typed().type(), last.typed().nullable(), last.typed().unit()))
        .orElseGet(typer::unknown);
  }

  private static MetricExpr tallied(
      Event first,
      Conversion conversion,
      Aggregate each,
      Optional<RowExpr> argument,
      Aggregate all) {
    ValueType type =
        each == Aggregate.COUNT
            ? ValueType.INTEGER
            : Rules.aggregate(each, argument.orElseThrow().type()).orElseThrow();
    var tally = new Conversion.Tally(each, argument, type);
    var credited = new RowExpr.Credited(conversion, Optional.of(tally));
    return over(first.metric(), rows(first.base(), all, Optional.of(credited)));
  }

  private static MetricExpr.Aggregated rows(
      String base, Aggregate function, Optional<RowExpr.Credited> of) {
    boolean counts =
        of.isEmpty() || of.get().tally().filter(t -> t.function().isCount()).isPresent();
    return new MetricExpr.Aggregated(
        base,
        function,
        of.map(RowExpr.class::cast),
        Optional.empty(),
        counts ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL,
        of.map(RowExpr::type).orElse(ValueType.INTEGER));
  }

  /** The same rows, and another aggregate over them. */
  private static MetricExpr over(MetricExpr metric, MetricExpr.Aggregated aggregate) {
    return switch (metric) {
      case MetricExpr.Filtered f ->
          new MetricExpr.Filtered(over(f.value(), aggregate), f.predicates());
      case MetricExpr.Dated d -> new MetricExpr.Dated(over(d.value(), aggregate), d.times());
      case MetricExpr other -> aggregate;
    };
  }
}
