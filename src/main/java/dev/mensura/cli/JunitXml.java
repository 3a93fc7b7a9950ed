package dev.mensura.cli;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.verify.Failure;
import dev.mensura.verify.Report;
import dev.mensura.verify.Verdict;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verdict.Outcome;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Verdicts in the XML of JUnit, which continuous integration reads: a suite for each kind of check,
 * a case for each check.
 */
final class JunitXml {
  private static final int WIDTH = 100;

  private final StringWriter out = new StringWriter();

  private JunitXml() {}

  static String of(Report report) {
    var xml = new JunitXml();
    xml.report(report);
    return xml.out.toString();
  }

  private void report(Report report) {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write(
        "<testsuites"
            + attribute("name", "mensura")
            + counts(report.verdicts())
            + time(report.took())
            + ">\n");
    for (Kind kind : Kind.values()) {
      List<Verdict> verdicts = report.of(kind);
      if (!verdicts.isEmpty()) {
        suite(kind, verdicts);
      }
    }
    out.write("</testsuites>\n");
  }

  private void suite(Kind kind, List<Verdict> verdicts) {
    Duration took = verdicts.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus);
    String name = attribute("name", TestCommand.plural(kind));
    out.write(
        "  <testsuite" + name + counts(verdicts) + attribute("skipped", "0") + time(took) + ">\n");
    verdicts.forEach(this::testcase);
    out.write("  </testsuite>\n");
  }

  private void testcase(Verdict verdict) {
    String start =
        "    <testcase"
            + attribute("name", verdict.name())
            + attribute("classname", TestCommand.plural(verdict.kind()))
            + attribute("file", verdict.place().file().path())
            + attribute("line", String.valueOf(verdict.place().start().line()))
            + time(verdict.took());
    switch (verdict.outcome()) {
      case Outcome.Passed passed -> out.write(start + "/>\n");
      case Outcome.Failed failed -> {
        out.write(start + ">\n");
        out.write(
            problem(
                "failure",
                verdict.kind().name().toLowerCase(Locale.ROOT),
                failed.failures().stream().map(Failure::message).toList(),
                failed.failures().stream().map(JunitXml::said).collect(Collectors.joining("\n"))));
        out.write("    </testcase>\n");
      }
      case Outcome.Unanswered unanswered -> {
        List<Diagnostic> why = unanswered.why();
        out.write(start + ">\n");
        out.write(
            problem(
                "error",
                why.isEmpty() ? "cancelled" : why.getFirst().code().id(),
                why.stream().map(Diagnostic::message).toList(),
                new TerminalReport(Paint.PLAIN, WIDTH).list(why)));
        out.write("    </testcase>\n");
      }
    }
  }

  private static String problem(String kind, String type, List<String> messages, String text) {
    return "      <"
        + kind
        + attribute("type", type)
        + attribute("message", String.join(" ", messages))
        + ">"
        + escaped(text.strip())
        + "</"
        + kind
        + ">\n";
  }

  private static String said(Failure failure) {
    var lines = new ArrayList<String>();
    lines.add(failure.place() + ": " + failure.place().text());
    lines.add(failure.message());
    failure
        .sample()
        .ifPresent(s -> {
          lines.add(
              new Output(s.columns(), s.rows(), Paint.PLAIN)
                  .lines(Output.Null.ALWAYS)
                  .stripTrailing());
          if (s.more() > 0) {
            lines.add("… and " + Counts.counted(s.more(), "more row"));
          }
        });
    failure.notes().forEach(n -> lines.add("note: " + n));
    return String.join("\n", lines);
  }

  private static String counts(List<Verdict> verdicts) {
    return attribute("tests", String.valueOf(verdicts.size()))
        + attribute("failures", String.valueOf(verdicts.stream().filter(Verdict::isFailed).count()))
        + attribute(
            "errors", String.valueOf(verdicts.stream().filter(Verdict::isUnanswered).count()));
  }

  /** Seconds. */
  private static String time(Duration took) {
    return attribute("time", String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0));
  }

  private static String attribute(String name, String value) {
    // A line break in an attribute is read as a blank anyway.
    return " " + name + "=\"" + escaped(value.replaceAll("\\R", " ")) + "\"";
  }

  /** Characters that XML has no way to write become question marks. */
  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }
}
