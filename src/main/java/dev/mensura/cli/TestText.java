package dev.mensura.cli;

import static java.util.stream.Collectors.joining;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.Paint.Role;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.diagnostic.TerminalText;
import dev.mensura.source.Place;
import dev.mensura.verify.Failure;
import dev.mensura.verify.Report;
import dev.mensura.verify.Sample;
import dev.mensura.verify.Verdict;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Verdicts for people: what fails with what was found, and everything in a line each. */
record TestText(Paint paint, int width) {
  /** More of the checks that nobody has written are told as a number. */
  private static final int MOST_LINES = 12;

  String of(Report report) {
    if (report.verdicts().isEmpty()) {
      return "There is nothing to check.\n";
    }
    var text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      List<Verdict> verdicts = report.of(kind);
      if (!verdicts.isEmpty()) {
        text.append(paint.of(Role.STRONG, TestCommand.plural(kind))).append('\n');
        verdicts(kind, verdicts, text);
        text.append(text.toString().endsWith("\n\n") ? "" : "\n");
      }
    }
    unanswered(report, text);
    return text.append(summary(report)).append('\n').toString();
  }

  private void verdicts(Kind kind, List<Verdict> verdicts, StringBuilder text) {
    boolean many = kind != Kind.TEST && verdicts.size() > MOST_LINES;
    int widest = 0;
    for (Verdict verdict : verdicts) {
      if (!many || verdict.isFailed()) {
        widest = Math.max(widest, TerminalText.width(name(verdict)));
      }
    }
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() instanceof Outcome.Failed failed) {
        text.append(line("✗", Role.ERROR, name(verdict), verdict.took(), widest));
        failed.failures().forEach(f -> failure(verdict, f, text));
        text.append('\n');
      } else if (!many) {
        boolean passed = verdict.isPassed();
        text.append(
            line(
                passed ? "✓" : "?",
                passed ? Role.HELP : Role.WARNING,
                name(verdict),
                verdict.took(),
                widest));
      }
    }
    if (many) {
      together(kind, verdicts.stream().filter(Verdict::isPassed).toList(), "✓", Role.HELP, text);
      together(
          kind, verdicts.stream().filter(Verdict::isUnanswered).toList(), "?", Role.WARNING, text);
    }
  }

  private void together(
      Kind kind, List<Verdict> verdicts, String sign, Role role, StringBuilder text) {
    if (kind == Kind.LAW && !verdicts.isEmpty()) {
      laws(verdicts, sign, role, text);
    } else if (!verdicts.isEmpty()) {
      Duration took = verdicts.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus);
      String what = counted(verdicts.size(), kind);
      text.append(line(sign, role, what, took, TerminalText.width(what)));
    }
  }

  /** Of how many metrics each law was checked. */
  private void laws(List<Verdict> verdicts, String sign, Role role, StringBuilder text) {
    var byLaw = new TreeMap<String, List<Verdict>>();
    for (Verdict verdict : verdicts) {
      String law = verdict.name().substring(verdict.name().lastIndexOf(": ") + 2);
      byLaw.computeIfAbsent(law, x -> new ArrayList<>()).add(verdict);
    }
    int widest = byLaw.keySet().stream().mapToInt(String::length).max().orElse(0) + 16;
    byLaw.forEach((law, of) -> {
      Duration took = of.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus);
      String what = law + ", of " + Counts.counted(of.size(), "metric");
      text.append(line(sign, role, what, took, Math.max(widest, what.length())));
    });
  }

  private static String name(Verdict verdict) {
    return TerminalText.harmless(verdict.name());
  }

  private String line(String sign, Role role, String name, Duration took, int widest) {
    String gap = " ".repeat(widest - TerminalText.width(name) + 2);
    return "  " + paint.of(role, sign) + " " + name + gap + paint.of(Role.DIM, time(took)) + "\n";
  }

  private void failure(Verdict verdict, Failure failure, StringBuilder text) {
    var page = new Page(paint, width, Integer.MAX_VALUE);
    var said = new StringBuilder("\n");
    Place place = failure.place();
    // Of a test, the expectation; the name of anything else says it all.
    String shown =
        verdict.kind() == Kind.TEST ? ": " + place.text().strip().replaceAll("\\s+", " ") : "";
    said.append(paint.of(Role.DIM, place.toString()))
        .append(TerminalText.harmless(Listing.cut(shown, Math.max(40, width - 30))))
        .append('\n');
    said.append(page.wrapped(failure.message(), 0));
    failure.sample().ifPresent(s -> said.append('\n').append(table(s)));
    failure.notes().forEach(n -> said.append(page.wrapped("note: " + n, 0)));
    said.toString().lines().forEach(l -> text.append(l.isBlank() ? "" : "      " + l).append('\n'));
  }

  private String table(Sample sample) {
    String table = new Output(sample.columns(), sample.rows(), paint).lines(Output.Null.ALWAYS);
    String more =
        sample.more() > 0
            ? paint.of(Role.DIM, "… and " + Counts.counted(sample.more(), "more row")) + "\n"
            : "";
    return table + more;
  }

  /** What could not be asked has mostly one reason. */
  private void unanswered(Report report, StringBuilder text) {
    Set<Diagnostic> reasons = new LinkedHashSet<>();
    for (Verdict verdict : report.verdicts()) {
      if (verdict.outcome() instanceof Outcome.Unanswered unanswered) {
        reasons.addAll(unanswered.why());
      }
    }
    if (!reasons.isEmpty()) {
      String list = new TerminalReport(paint, width).list(reasons);
      text.append("What is marked with ? could not be found out:\n\n")
          .append(list)
          .append(list.endsWith("\n\n") ? "" : "\n");
    }
  }

  private String summary(Report report) {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Verdict> all = report.of(kind);
      long failed = all.stream().filter(Verdict::isFailed).count();
      long unanswered = all.stream().filter(Verdict::isUnanswered).count();
      long passed = all.size() - failed - unanswered;
      add(parts, failed, kind, "failed");
      add(parts, unanswered, kind, "could not be checked");
      add(parts, passed, kind, "passed");
    }
    String counts = parts.stream().collect(joining(", "));
    Role role = report.isPassed() ? Role.HELP : Role.ERROR;
    return paint.of(role, counts) + " in " + time(report.took()) + ".";
  }

  private static void add(List<String> parts, long count, Kind kind, String how) {
    if (count > 0) {
      parts.add(counted(count, kind) + " " + how);
    }
  }

  private static String counted(long count, Kind kind) {
    return Counts.counted(count, kind.name().toLowerCase(Locale.ROOT));
  }

  static String time(Duration took) {
    long millis = took.toMillis();
    return millis < 1000 ? millis + " ms" : "%.1f s".formatted(millis / 1000.0);
  }
}
