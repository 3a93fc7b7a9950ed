package dev.mensura.compare;

import dev.mensura.compare.Verdict.Text;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what became of families of metrics: whether calls of them still go, and whether all members
 * mean what they meant. A fingerprint tells of the member with all defaults only.
 */
record FamilyVerdicts(Side old, Side now, MetricVerdicts metrics) {
  /**
   * None where what became of the member with all defaults says it: the family is written as it was
   * written, or the metric takes nothing.
   */
  Optional<Verdict> of(String name) {
    Optional<Family> before = old.analysis().family(name);
    Optional<Family> after = now.analysis().family(name);
    if (before.isEmpty() && after.isEmpty() || !old.analysis().isSound(name)) {
      return Optional.empty();
    }
    if (!now.analysis().isSound(name)) {
      return Optional.of(
          Verdict.breaking(Kind.UNKNOWN, metrics.errors(name), List.of(), text(name)));
    }
    List<String> refused =
        before.isEmpty()
            ? added(new Family(name, List.of()), after.orElseThrow())
            : refused(before.get(), after.orElseGet(() -> new Family(name, List.of())));
    if (!refused.isEmpty()) {
      String reason = String.join("; ", refused);
      return Optional.of(Verdict.breaking(Kind.DIFFERENT, reason, List.of(), text(name)));
    }
    if (metrics.text(name) == Text.CHANGED && before.isPresent()) {
      String reason = "has another body, so that its members can mean something else";
      return Optional.of(Verdict.breaking(Kind.DIFFERENT, reason, List.of(), Text.CHANGED));
    }
    return old.analysis().isOpen(name) || now.analysis().isOpen(name)
        ? Optional.of(open(name, before.orElseThrow(), after.orElseThrow()))
        : Optional.empty();
  }

  /** A family that needs arguments, with the body that it had. */
  private Verdict open(String name, Family before, Family after) {
    List<String> defaults = new ArrayList<>();
    for (Parameter was : before.parameters()) {
      Optional<Argument> is = after.parameter(was.name()).flatMap(Parameter::fallback);
      if (was.fallback().isPresent() && !was.fallback().equals(is)) {
        defaults.add(
            "`%s` is %s now where nothing is given, not %s"
                .formatted(
                    was.name(), is.map(Argument::text).orElse(""), was.fallback().get().text()));
      }
    }
    if (!defaults.isEmpty()) {
      String reason = String.join("; ", defaults);
      return Verdict.breaking(Kind.DIFFERENT, reason, List.of(), Text.CHANGED);
    }
    boolean reached =
        now.analysis().uses(name).stream()
            .filter(used -> old.declares(used) && now.declares(used))
            .anyMatch(used -> !metrics.of(used).kind().keepsValues());
    if (reached) {
      return Verdict.breaking(Kind.DIFFERENT, "", List.of(), Text.KEPT);
    }
    List<String> said =
        MetricVerdicts.said(
            old.analysis().properties(name).orElse(Properties.NONE),
            now.analysis().properties(name).orElse(Properties.NONE));
    return said.isEmpty()
        ? Verdict.safe(Kind.UNCHANGED, "", List.of(), text(name))
        : Verdict.safe(Kind.DOCUMENTATION, String.join("; ", said), List.of(), text(name));
  }

  private Text text(String name) {
    String before = MetricVerdicts.flat(old.definition(name));
    return before.equals(MetricVerdicts.flat(now.definition(name))) ? Text.KEPT : Text.CHANGED;
  }

  /** Why calls that went before don't go any more. */
  private static List<String> refused(Family before, Family after) {
    if (after.parameters().isEmpty()) {
      return List.of("takes no parameters any more");
    }
    List<String> reasons = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Parameter was : before.parameters()) {
      Optional<Parameter> is = after.parameter(was.name());
      if (is.isEmpty()) {
        reasons.add("has no parameter `" + was.name() + "` any more");
        continue;
      }
      kept.add(was.name());
      String one = "`" + was.name() + "` ";
      if (was.kind() != is.get().kind()) {
        reasons.add(one + "takes " + is.get().kind().words() + " now, not " + was.kind().words());
      } else if (!takesAll(was, is.get())) {
        reasons.add(one + "takes fewer values: " + is.get().type() + " instead of " + was.type());
      }
      if (was.fallback().isPresent() && is.get().fallback().isEmpty()) {
        reasons.add(one + "needs a value now");
      }
    }
    List<String> order =
        after.parameters().stream().map(Parameter::name).limit(kept.size()).toList();
    if (reasons.isEmpty() && !order.equals(kept)) {
      reasons.add("takes its parameters in another order");
    }
    reasons.addAll(added(before, after));
    return reasons;
  }

  private static List<String> added(Family before, Family after) {
    return after.required().stream()
        .filter(p -> before.parameter(p.name()).isEmpty())
        .map(p -> "needs a value for `" + p.name() + "` now")
        .toList();
  }

  private static boolean takesAll(Parameter was, Parameter is) {
    return is.values().isEmpty()
        || !was.values().isEmpty() && is.values().containsAll(was.values());
  }
}
