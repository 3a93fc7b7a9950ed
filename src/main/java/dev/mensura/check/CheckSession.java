package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of checks: each declaration is checked when it is first asked for. */
final class CheckSession {
  /** Who needs more members of families than this has made a mistake. */
  private static final int MOST = 5_000;

  /** So many members nest in one another on an ordinary stack. */
  private static final int DEEP = 50;

  private final Catalog catalog;
  private final Declarations declarations;
  private final Outcomes outcomes;
  private final Paths paths;
  private final Deque<Key> open = new ArrayDeque<>();
  private final Set<Key> opened = new HashSet<>();
  private final Set<Key> cyclic = new HashSet<>();
  private final Map<Key, Diagnostic> cycles = new HashMap<>();
  private final Map<Key, Declared<Member>> members = new HashMap<>();
  private final Deque<int[]> expanded = new ArrayDeque<>(List.of(new int[1]));
  private int depth;

  /**
   * @param outcomes what is known already; new outcomes are added
   */
  CheckSession(
      Catalog catalog, Declarations declarations, Paths paths, Map<Key, Outcome> outcomes) {
    this(catalog, declarations, paths, new Outcomes(outcomes, outcomes));
  }

  /**
   * @param outcomes what is known already; new outcomes are added
   */
  CheckSession(Catalog catalog, Declarations declarations, Paths paths, Outcomes outcomes) {
    this.catalog = catalog;
    this.declarations = declarations;
    this.outcomes = outcomes;
    this.paths = paths;
  }

  /** What others see of a declaration. */
  Object view(Key key) {
    return declarations.all().containsKey(key) ? View.of(outcome(key)) : View.ABSENT;
  }

  /** The outcome of a declared thing, checked now if it isn't known. */
  Outcome outcome(Key key) {
    Outcome known = outcomes.get(key);
    if (known != null) {
      return known;
    }
    Declared<?> declared =
        key instanceof Key.OfMember ? members.get(key) : declarations.all().get(key);
    if (declared == null) {
      throw new IllegalArgumentException("nothing declares " + key);
    }
    if (key instanceof Key.OfMember) {
      return member(key, declared);
    }
    if (!opened.add(key)) {
      return cycle(key, declared);
    }
    expanded.push(new int[1]);
    Outcome outcome = check(key, declared);
    boolean tooLarge = isExhausted() || outcomes.needsMoreThan(MOST, outcome.saw().keySet());
    expanded.pop();
    Outcome settled =
        cyclic.contains(key) ? broken(key, outcome) : tooLarge ? tooLarge(outcome) : outcome;
    outcomes.put(key, settled);
    return settled;
  }

  private Outcome check(Key key, Declared<?> declared) {
    open.push(key);
    Watch watch = new Watch();
    Outcome outcome = new DeclarationChecker(scope(watch), watch).check(key, declared);
    open.pop();
    opened.remove(text(key));
    return outcome;
  }

  /** What is on its way to being checked: the text of a family is the same for all its members. */
  private static Key text(Key key) {
    return key instanceof Key.OfMember m ? new Key.OfMetric(m.family()) : key;
  }

  /**
   * A member of a family. Its arguments are known by now, so a member that opens while another one
   * is open is one that the text of its family asks for: that never ends, whatever the arguments.
   */
  private Outcome member(Key key, Declared<?> declared) {
    if (!opened.add(text(key))) {
      return cycle(text(key), declared);
    }
    if (++expanded.element()[0] > MOST) {
      opened.remove(text(key));
      return nothing(declared);
    }
    depth++;
    var checked = new Outcome[1];
    DeepStack.run(depth == DEEP, () -> checked[0] = check(key, declared));
    depth--;
    if (cyclic.contains(text(key)) || isExhausted()) {
      // Whoever asked for it is told; another one may ask for less.
      return nothing(declared);
    }
    outcomes.put(key, checked[0]);
    return checked[0];
  }

  private static Outcome nothing(Declared<?> declared) {
    return new Outcome(declared, Optional.empty(), List.of(), Map.of(), false);
  }

  /** Whether what is being checked needs more members of families than is sensible. */
  boolean isExhausted() {
    return expanded.element()[0] > MOST;
  }

  /** Whether something is made from itself. */
  boolean foundCycle() {
    return !cyclic.isEmpty();
  }

  private Outcome tooLarge(Outcome outcome) {
    Place place = Cycles.place(outcome.declaration());
    Diagnostic finding = tooLarge(place, "`" + place.text() + "`");
    return new Outcome(
        outcome.declaration(),
        Optional.empty(),
        List.of(finding),
        outcome.saw(),
        outcome.sawNames());
  }

  /** The finding on something that needs more members than are made. */
  static Diagnostic tooLarge(Place place, String what) {
    return Diagnostic.of(
            Code.TOO_LARGE,
            place,
            what + " needs more than " + MOST + " members of families of metrics.")
        .note("Families that call others with ever longer arguments grow without end.");
  }

  /**
   * Everything from the first mention of {@code key} to its second is a cycle: none has a value.
   */
  private Outcome cycle(Key key, Declared<?> declared) {
    var members = new ArrayList<Key>();
    for (Key each : open) {
      members.add(text(each));
      if (text(each).equals(key)) {
        break;
      }
    }
    List<Key> round = Cycles.fromFirst(members.reversed(), declarations);
    boolean told = round.stream().anyMatch(cyclic::contains);
    cyclic.addAll(round);
    if (!told) {
      Key first = round.getFirst();
      cycles.put(first, Cycles.diagnostic(round, declarations));
      Outcome before = outcomes.get(first);
      if (before != null) {
        // A family whose body could not be seen whole without arguments.
        outcomes.put(first, broken(first, before));
      }
    }
    return nothing(declared);
  }

  private Outcome broken(Key key, Outcome outcome) {
    var diagnostics = new ArrayList<Diagnostic>();
    Diagnostic cycle = cycles.get(key);
    if (cycle != null) {
      diagnostics.add(cycle);
    }
    outcome.diagnostics().stream().filter(d -> !d.isError()).forEach(diagnostics::add);
    return new Outcome(
        outcome.declaration(), Optional.empty(), diagnostics, outcome.saw(), outcome.sawNames());
  }

  /** What a declaration sees, with a note of it taken. */
  Scope scope(Watch watch) {
    return new WatchedScope(watch);
  }

  private final class WatchedScope implements Scope {
    private final Watch watch;

    WatchedScope(Watch watch) {
      this.watch = watch;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }

    @Override
    public Paths paths() {
      return paths;
    }

    @Override
    public Seen metric(String name) {
      Key key = new Key.OfMetric(name);
      if (declarations.all().containsKey(key)) {
        Outcome outcome = see(key);
        if (outcome.result().isEmpty()) {
          return new Seen.Broken();
        }
        return outcome.result().get() instanceof Metric metric
            ? new Seen.Known(metric)
            : new Seen.Open();
      }
      watch.saw(key, View.ABSENT);
      Optional<Metric> member = Family.of(name).flatMap(family -> member(family, name));
      return member.<Seen>map(Seen.Known::new).orElseGet(Seen.Absent::new);
    }

    /** The member of this name, which is a call as text. */
    private Optional<Metric> member(String family, String name) {
      Key key = new Key.OfMember(family, name);
      if (outcomes.get(key) != null) {
        return see(key).result().map(Metric.class::cast);
      }
      if (!(family(family) instanceof Callee.Takes)) {
        return Optional.empty();
      }
      var file = new SourceFile("<member>", name);
      var call = Parser.parseExpression(file, new Span(0, name.length()), name);
      if (!(call.expr().orElse(null) instanceof Expr.Call c) || !call.diagnostics().isEmpty()) {
        return Optional.empty();
      }
      var typed = new MetricTyper(this, new Findings(file)).type(c);
      return typed.expr() instanceof MetricExpr.Reference r
              && metric(r.metric()) instanceof Seen.Known(Metric metric)
          ? Optional.of(metric)
          : Optional.empty();
    }

    @Override
    public Callee family(String name) {
      Key key = new Key.OfFamily(name);
      if (!declarations.all().containsKey(key)) {
        watch.saw(key, View.ABSENT);
        return new Callee.Nothing();
      }
      return see(key)
          .result()
          .<Callee>map(f -> new Callee.Takes((Family) f))
          .orElseGet(Callee.Broken::new);
    }

    @Override
    public OfFamily member(Family family, List<Optional<Argument>> given) {
      Key declaration = new Key.OfMetric(family.name());
      Key key = new Key.OfMember(family.name(), family.member(given));
      if (outcomes.get(key) == null) {
        members.computeIfAbsent(key, k -> declared(family, given, declaration));
      }
      Outcome outcome = see(key);
      if (outcome.result().isPresent()) {
        return new OfFamily.Known((Metric) outcome.result().get());
      }
      // What is wrong with the body whatever is given is told there.
      boolean told = opened.contains(declaration) || see(declaration).result().isEmpty();
      return new OfFamily.Broken(
          told
              ? Optional.empty()
              : outcome.diagnostics().stream().filter(Diagnostic::isError).findFirst());
    }

    private Declared<Member> declared(
        Family family, List<Optional<Argument>> given, Key declaration) {
      Declared<?> declared = declarations.all().get(declaration);
      if (declared == null || !(declared.declaration() instanceof Declaration.Metric metric)) {
        throw new IllegalStateException("no family " + family.name());
      }
      var arguments = new HashMap<String, Argument>();
      for (int i = 0; i < given.size(); i++) {
        Parameter parameter = family.parameters().get(i);
        arguments.put(parameter.name(), given.get(i).or(parameter::fallback).orElseThrow());
      }
      return new Declared<>(new Member(metric, family.member(given), arguments), declared.file());
    }

    @Override
    public Collection<String> metricNames() {
      watch.sawNames();
      return declarations.metricNames();
    }

    @Override
    public Optional<RowExpr> field(String model, String name) {
      Field field = catalog.get(model).fields().get(name);
      if (field == null) {
        return Optional.empty();
      }
      if (field.content() instanceof Field.Content.Column) {
        return Optional.of(
            new RowExpr.Column(JoinPath.at(model), name, field.type(), field.nullable()));
      }
      return see(new Key.OfField(model, name)).result().map(RowExpr.class::cast);
    }

    @Override
    public Optional<RowExpr> time(String model) {
      return see(new Key.OfRows(model))
          .result()
          .map(ModelRows.class::cast)
          .flatMap(ModelRows::time);
    }

    private Outcome see(Key key) {
      Outcome outcome = outcome(key);
      watch.saw(key, View.of(outcome));
      return outcome;
    }
  }
}
