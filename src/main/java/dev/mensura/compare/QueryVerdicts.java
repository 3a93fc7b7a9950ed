package dev.mensura.compare;

import dev.mensura.check.NamedQuery;
import dev.mensura.compare.Verdict.Text;
import dev.mensura.ir.Query;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what became of declared queries that both versions declare. */
final class QueryVerdicts {
  private final Side old;
  private final Side now;
  private final ModelFacts facts;
  private final MetricVerdicts metrics;

  QueryVerdicts(Side old, Side now, ModelFacts facts, MetricVerdicts metrics) {
    this.old = old;
    this.now = now;
    this.facts = facts;
    this.metrics = metrics;
  }

  private static Optional<NamedQuery> query(String name, Side side) {
    return side.analysis().query(name);
  }

  /** The metrics that one of its versions names. */
  Set<String> uses(String name) {
    Set<String> uses = new TreeSet<>();
    query(name, old).ifPresent(q -> uses.addAll(q.uses()));
    query(name, now).ifPresent(q -> uses.addAll(q.uses()));
    return uses;
  }

  /** The changes of models that it meets by itself. */
  Set<Fact> facts(String name) {
    Set<Fact> found = new LinkedHashSet<>();
    if (!facts.all().isEmpty()) {
      for (Side side : List.of(old, now)) {
        query(name, side)
            .map(q -> Reads.of(q.query(), side.queryDefinition(name), side))
            .ifPresent(
                reads -> facts.all().stream().filter(reads::isReachedBy).forEach(found::add));
      }
    }
    return found;
  }

  /**
   * @param name declared in both versions
   */
  Verdict of(String name) {
    Optional<NamedQuery> before = query(name, old);
    Optional<NamedQuery> after = query(name, now);
    boolean sameText = flat(old.queryDefinition(name)).equals(flat(now.queryDefinition(name)));
    Text text = sameText ? Text.KEPT : Text.CHANGED;
    if (before.isEmpty()) {
      String reason = after.isEmpty() ? "has errors, as it had before" : "had errors before";
      return Verdict.safe(Kind.UNKNOWN, reason, List.of(), text);
    }
    if (after.isEmpty()) {
      String reason = sameText ? "has errors now, through what it uses" : "has errors now";
      return Verdict.breaking(Kind.UNKNOWN, reason, List.of(), text);
    }
    return compared(before.get(), after.get(), text);
  }

  private Verdict compared(NamedQuery was, NamedQuery is, Text text) {
    Optional<String> one = old.fingerprints().of(was.query());
    Optional<String> other = now.fingerprints().of(is.query());
    if (one.isEmpty() || other.isEmpty()) {
      return Verdict.breaking(Kind.UNKNOWN, "is too large to be compared", List.of(), text);
    }
    boolean same = one.equals(other) || isBuiltOnTheSame(was, is);
    if (!same || isReachedUnseen(is.name())) {
      Text own = was.query().equals(is.query()) ? Text.KEPT : text;
      String reason = own == Text.KEPT ? "" : reason(was.query(), is.query());
      return Verdict.breaking(Kind.DIFFERENT, reason, List.of(), own);
    }
    if (was.query().equals(is.query())) {
      return was.properties().equals(is.properties())
          ? Verdict.safe(Kind.UNCHANGED, "", List.of(), text)
          : Verdict.safe(Kind.DOCUMENTATION, "what is said of it changed", List.of(), text);
    }
    return text == Text.KEPT
        ? Verdict.safe(Kind.UNCHANGED, "", List.of(), text)
        : Verdict.safe(Kind.EQUIVALENT, "is written otherwise and means the same", List.of(), text);
  }

  /** Whether the same is asked of metrics that are proved, in their own way, to be the same. */
  private boolean isBuiltOnTheSame(NamedQuery was, NamedQuery is) {
    return was.query().equals(is.query())
        && !Reads.of(is.query(), "", now).redates()
        && facts(is.name()).isEmpty()
        && uses(is.name()).stream()
            .allMatch(used ->
                old.declares(used) && now.declares(used) && metrics.of(used).kind().keepsValues());
  }

  private boolean isReachedUnseen(String name) {
    return facts(name).stream().anyMatch(f -> f.sight() == Fact.Sight.UNSEEN)
        || uses(name).stream().anyMatch(metric -> !facts.unseen(metric).isEmpty());
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String reason(Query was, Query is) {
    List<String> changed = new ArrayList<>();
    List<String> before = was.items().stream().map(Query.Item::name).toList();
    List<String> after = is.items().stream().map(Query.Item::name).toList();
    if (!before.equals(after)) {
      changed.add("asks for `%s`, before `%s`".formatted(listed(after), listed(before)));
    }
    List<String> groups = was.groups().stream().map(Query.Group::name).toList();
    List<String> groupsNow = is.groups().stream().map(Query.Group::name).toList();
    if (!groups.equals(groupsNow)) {
      changed.add(
          "is grouped by %s, before by %s".formatted(orNothing(groupsNow), orNothing(groups)));
    }
    note(
        was.filters().equals(is.filters()) && was.periods().equals(is.periods()), "where", changed);
    note(was.having().equals(is.having()), "having", changed);
    note(was.order().equals(is.order()), "order by", changed);
    note(was.limit().equals(is.limit()) && was.limitPer().equals(is.limitPer()), "limit", changed);
    note(was.fill().equals(is.fill()), "fill", changed);
    return changed.isEmpty() ? "asks for something else" : String.join("; ", changed);
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }

  private static String orNothing(List<String> names) {
    return names.isEmpty() ? "nothing" : "`" + listed(names) + "`";
  }

  private static void note(boolean same, String clause, List<String> into) {
    if (!same) {
      into.add("its `" + clause + "` changed");
    }
  }
}
