package dev.mensura.compare;

import dev.mensura.compare.Verdict.Text;
import dev.mensura.ir.Dissection;
import dev.mensura.ir.Dissection.Part;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Properties;
import dev.mensura.type.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds what became of metrics that both versions declare. */
final class MetricVerdicts {
  private final Side old;
  private final Side now;
  private final ModelFacts facts;
  private final PartText words;
  private final FamilyVerdicts families;
  private final Map<String, Verdict> known = new HashMap<>();

  MetricVerdicts(Side old, Side now, ModelFacts facts) {
    this.old = old;
    this.now = now;
    this.facts = facts;
    this.words = new PartText(old, now);
    this.families = new FamilyVerdicts(old, now, this);
  }

  /**
   * @param name declared in both versions
   */
  Verdict of(String name) {
    // What a metric uses comes before it, so that no chain of metrics is too long for the stack.
    Deque<String> open = new ArrayDeque<>(List.of(name));
    Set<String> entered = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.peek();
      if (!known.containsKey(next) && entered.add(next)) {
        now.analysis().uses(next).stream()
            .filter(used -> old.declares(used) && now.declares(used) && !known.containsKey(used))
            .forEach(open::push);
      } else {
        open.pop();
        if (!known.containsKey(next)) {
          known.put(next, find(next));
        }
      }
    }
    return Objects.requireNonNull(known.get(name));
  }

  private Verdict find(String name) {
    return families.of(name).orElseGet(() -> ofDefaults(name));
  }

  /** What became of a metric, or of a family where nothing is given. */
  private Verdict ofDefaults(String name) {
    Optional<Metric> before = old.metric(name);
    Optional<Metric> after = now.metric(name);
    if (before.isEmpty()) {
      // It answered nobody, so nothing that was built on it can break.
      String reason = after.isEmpty() ? "has errors, as it had before" : "had errors before";
      return Verdict.safe(Kind.UNKNOWN, reason, List.of(), text(name));
    }
    if (after.isEmpty()) {
      return Verdict.breaking(Kind.UNKNOWN, errors(name), List.of(), text(name));
    }
    Metric was = before.get();
    Metric is = after.get();
    Text text = was.expression().equals(is.expression()) ? Text.KEPT : text(name);
    Contract contract = Contract.of(was, is, old, now);
    Optional<String> one = old.fingerprints().of(name);
    Optional<String> other = now.fingerprints().of(name);
    if (one.isEmpty() || other.isEmpty()) {
      return large(was, is, text, contract);
    }
    return facts.unseen(name).isEmpty() && (one.equals(other) || sameValues(name))
        ? same(was, is, text, contract)
        : changed(name, was, is, text, contract);
  }

  String errors(String name) {
    return now.error(name).map(e -> "has errors now: " + e).orElse("has errors now");
  }

  Text text(String name) {
    return flat(old.body(name)).equals(flat(now.body(name))) ? Text.KEPT : Text.CHANGED;
  }

  static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** Whether only the unit of the same values is another. */
  private boolean sameValues(String name) {
    Optional<Dissection> before = old.dissect(name);
    Optional<Dissection> after = now.dissect(name);
    return before.isPresent() && after.isPresent() && isSame(before.get(), after.get());
  }

  private static boolean isSame(Dissection before, Dissection after) {
    return before.shape().equals(after.shape())
        && before.parts().stream()
            .map(Part::whole)
            .toList()
            .equals(after.parts().stream().map(Part::whole).toList());
  }

  // The values are the same.

  private Verdict same(Metric was, Metric is, Text text, Contract contract) {
    if (!contract.breaking().isEmpty()) {
      String reason = String.join("; ", contract.breaking());
      return Verdict.breaking(Kind.DIFFERENT, reason, contract.harmless(), text);
    }
    if (text == Text.CHANGED) {
      String reason = "is written otherwise and means the same";
      return Verdict.safe(Kind.EQUIVALENT, reason, contract.harmless(), text);
    }
    List<String> said = said(was.properties(), is.properties());
    boolean rewritten = !flat(old.definition(was.name())).equals(flat(now.definition(is.name())));
    if (!said.isEmpty() || rewritten && !contract.harmless().isEmpty()) {
      List<String> all = new ArrayList<>(said);
      all.addAll(contract.harmless());
      return Verdict.safe(Kind.DOCUMENTATION, String.join("; ", all), List.of(), text);
    }
    return Verdict.safe(Kind.UNCHANGED, "", contract.harmless(), text);
  }

  static List<String> said(Properties was, Properties is) {
    List<String> said = new ArrayList<>();
    note(was.label(), is.label(), "label", said);
    note(was.description(), is.description(), "description", said);
    note(was.tags(), is.tags(), "tags", said);
    note(was.owner(), is.owner(), "owner", said);
    note(was.format(), is.format(), "format", said);
    note(was.synonyms(), is.synonyms(), "synonyms", said);
    note(was.meta(), is.meta(), "meta", said);
    if (was.hidden() != is.hidden()) {
      said.add(is.hidden() ? "is hidden now" : "is no longer hidden");
    }
    if (!was.deprecated().equals(is.deprecated())) {
      said.add(is.deprecated().isPresent() ? "is deprecated now" : "is no longer deprecated");
    }
    return said;
  }

  private static void note(Object was, Object is, String what, List<String> into) {
    if (!was.equals(is)) {
      into.add("its " + what + " changed");
    }
  }

  // The values are others, as far as the fingerprint knows.

  private Verdict changed(String name, Metric was, Metric is, Text text, Contract contract) {
    List<String> notes = new ArrayList<>(contract.breaking());
    notes.addAll(contract.harmless());
    if (text == Text.KEPT && !isBuiltOnTheSame(name, is)) {
      return Verdict.breaking(Kind.DIFFERENT, "", notes, text);
    }
    Optional<Dissection> before = old.dissect(name);
    Optional<Dissection> after = now.dissect(name);
    boolean alike =
        before.isPresent()
            && after.isPresent()
            && before.get().shape().equals(after.get().shape())
            && before.get().parts().size() == after.get().parts().size();
    if (!alike) {
      String reason = text == Text.KEPT ? "" : formula(was, is);
      return Verdict.breaking(Kind.DIFFERENT, reason, notes, text);
    }
    List<Part> olds = before.get().parts();
    List<Part> news = after.get().parts();
    List<RowsRead> rows =
        IntStream.range(0, olds.size())
            .mapToObj(i -> RowsRead.of(olds.get(i), news.get(i), old, now))
            .toList();
    Kind kind = facts.unseen(name).isEmpty() ? kind(olds, news, rows) : Kind.DIFFERENT;
    return kind == Kind.EQUIVALENT
        ? same(was, is, text, contract)
        : Verdict.breaking(kind, reason(after.get(), olds, news, rows), notes, text);
  }

  /** Whether all that it meets by itself keeps its values: how those are proved is not its own. */
  private boolean isBuiltOnTheSame(String name, Metric metric) {
    return facts.of(name).isEmpty()
        && metric.uses().stream()
            .allMatch(
                used -> old.declares(used) && now.declares(used) && of(used).kind().keepsValues());
  }

  /** What the rows that all aggregates read say of the metric. */
  private static Kind kind(List<Part> olds, List<Part> news, List<RowsRead> rows) {
    Set<RowsRead> kinds = new HashSet<>(rows);
    boolean onlyRows =
        kinds.size() == 1
            && IntStream.range(0, olds.size())
                .allMatch(i -> onlyRowsDiffer(olds.get(i), news.get(i)));
    if (!onlyRows) {
      return Kind.DIFFERENT;
    }
    return switch (rows.getFirst()) {
      case SAME -> Kind.EQUIVALENT;
      case FEWER -> Kind.NARROWER;
      case MORE -> Kind.WIDER;
      case OTHER -> Kind.DIFFERENT;
    };
  }

  private static boolean onlyRowsDiffer(Part before, Part after) {
    Leaf was = before.leaf();
    Leaf is = after.leaf();
    return before.table().equals(after.table())
        && before.argument().equals(after.argument())
        && before.time().equals(after.time())
        && was.aggregate() == is.aggregate()
        && was.fraction().equals(is.fraction())
        && was.empty() == is.empty()
        && was.frame().equals(is.frame());
  }

  private String reason(Dissection whole, List<Part> olds, List<Part> news, List<RowsRead> rows) {
    List<List<String>> changes = new ArrayList<>();
    for (int i = 0; i < olds.size(); i++) {
      boolean same = olds.get(i).whole().equals(news.get(i).whole());
      List<String> one =
          same
              ? List.of()
              : words.changes(olds.get(i), news.get(i), rows.get(i), whole.isOnePart());
      if (!one.isEmpty()) {
        changes.add(one);
      }
    }
    if (changes.isEmpty()) {
      return "";
    }
    String first = String.join("; ", changes.getFirst());
    boolean everywhere = changes.size() == olds.size() && changes.stream().distinct().count() == 1;
    return whole.isOnePart() || everywhere
        ? first
        : changes.size() == 1
            ? "one of its aggregates " + first
            : "%d of its aggregates changed: one %s".formatted(changes.size(), first);
  }

  private String formula(Metric was, Metric is) {
    Optional<String> fallback = fallback(is.expression(), was.expression());
    if (fallback.isPresent()) {
      return "is %s where there is nothing, before null".formatted(fallback.get());
    }
    fallback = fallback(was.expression(), is.expression());
    return fallback.isPresent()
        ? "is null where there is nothing, before " + fallback.get()
        : "is computed by another formula";
  }

  /** The constant that {@code one} has where {@code other} has none, if that is all. */
  private static Optional<String> fallback(MetricExpr one, MetricExpr other) {
    return one instanceof MetricExpr.Call call
            && call.function() == Function.COALESCE
            && call.arguments().size() == 2
            && call.arguments().getFirst().equals(other)
            && call.arguments().getLast() instanceof MetricExpr.Constant c
        ? Optional.of(RowText.constantText(c.value()))
        : Optional.empty();
  }

  // Too large to be taken apart.

  private Verdict large(Metric was, Metric is, Text text, Contract contract) {
    boolean sameParts =
        was.expression().equals(is.expression())
            && facts.of(was.name()).isEmpty()
            && isAllSame(is, new HashSet<>());
    return sameParts
        ? same(was, is, text, contract)
        : Verdict.breaking(Kind.UNKNOWN, "is too large to be compared", contract.breaking(), text);
  }

  /** Whether all that a metric uses is, down to the ground, what it was. */
  private boolean isAllSame(Metric metric, Set<String> seen) {
    List<String> open = new ArrayList<>(metric.uses());
    while (!open.isEmpty()) {
      String used = open.removeLast();
      if (!seen.add(used)) {
        continue;
      }
      Optional<Metric> before = old.metric(used);
      Optional<Metric> after = now.metric(used);
      if (before.isEmpty()
          || after.isEmpty()
          || !before.get().expression().equals(after.get().expression())
          || !before.get().signature().equals(after.get().signature())
          || !facts.of(used).isEmpty()) {
        return false;
      }
      open.addAll(after.get().uses());
    }
    return true;
  }
}
