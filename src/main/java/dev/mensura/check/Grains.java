package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Name;
import dev.mensura.type.Calendar;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the grains of a calendar by their names. */
record Grains(Calendar calendar) {
  static final String FISCAL =
      "`calendar: {fiscal: {starts: february, named: end}}` in `mensura.yml` declares it.";

  /**
   * What follows {@code over} or {@code in this}; none after saying that there is no such grain.
   */
  Optional<Grain> length(Name unit, Findings findings) {
    return find(unit, names(), findings);
  }

  /** What follows a number: {@code 3 months}. */
  Optional<Grain> periods(Name unit, Findings findings) {
    return find(unit, calendar.grains().stream().map(Grain::plural).toList(), findings);
  }

  private Optional<Grain> find(Name unit, List<String> known, Findings findings) {
    Optional<Grain> grain = calendar.grain(unit.text());
    if (grain.isEmpty() && !lacks(unit, findings)) {
      findings.unknown(
          Code.UNKNOWN_GRAIN,
          unit.span(),
          "`" + unit.text() + "` is no length of time.",
          unit.text(),
          known);
    }
    return grain;
  }

  /** Whether it names a fiscal grain in a project without a fiscal year; says so. */
  boolean lacks(Name name, Findings findings) {
    if (!calendar.lacks(name.text())) {
      return false;
    }
    findings.add(
        Diagnostic.of(
                Code.NO_FISCAL_YEAR,
                findings.place(name.span()),
                "`" + name.text() + "` is of a fiscal year, and the project declares none.")
            .note(FISCAL));
    return true;
  }

  /** All grains and parts of a time. */
  List<String> names() {
    var all = new ArrayList<String>();
    calendar.grains().forEach(g -> all.add(g.text()));
    for (TimePart part : TimePart.values()) {
      all.add(part.text());
    }
    return all;
  }
}
