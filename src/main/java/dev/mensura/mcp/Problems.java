package dev.mensura.mcp;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Findings of the compiler for agents: where in which parameter, what else was meant, and what to
 * send instead.
 *
 * @param said what the findings are about
 * @param names what somebody may have meant
 */
record Problems(Said said, Candidates names) {
  private static final int WIDTH = 100;

  static Schema schema() {
    Schema position =
        Schema.object("")
            .required("line", Schema.whole("From 1."))
            .required("column", Schema.whole("From 1, in UTF-16 units."))
            .required("offset", Schema.whole("From 0, in UTF-16 units."))
            .done();
    Schema edit =
        Schema.object("A replacement of text.")
            .optional("parameter", Schema.text("The parameter whose text it changes."))
            .optional("path", Schema.text("The file it changes, if it is no parameter."))
            .required("start", position)
            .required("end", position)
            .required("replaces", Schema.text("What stands there now."))
            .required("text", Schema.text("What is to stand there."))
            .done();
    Schema fix =
        Schema.object("A change that takes the finding away.")
            .required("title", Schema.text(""))
            .required("edits", Schema.list(edit, ""))
            .optional(
                "corrected",
                Schema.open("Parameters with their whole new values: call again with them."))
            .done();
    Schema problem =
        Schema.object("A finding.")
            .required("code", Schema.text("Its kind."))
            .required("severity", Schema.choice("", List.of("error", "warning")))
            .required("message", Schema.text("One sentence."))
            .optional("parameter", Schema.text("The parameter that it is about."))
            .optional("path", Schema.text("The file that it is about, if it is no parameter."))
            .optional("at", Schema.text("The text that it is about."))
            .optional("start", position)
            .optional("end", position)
            .optional("notes", Schema.texts("Advice and background."))
            .optional("candidates", Schema.texts("Names that may be meant, the likeliest first."))
            .optional("fixes", Schema.list(fix, "The likeliest first."))
            .done();
    return Schema.list(problem, "What is wrong.");
  }

  /** {@code `a`, `b` or `c`}. */
  static String quoted(List<String> names) {
    String all = names.stream().map(n -> "`" + n + "`").collect(joining(", "));
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
  }

  /** All of them, errors first. */
  ArrayNode json(Collection<Diagnostic> diagnostics) {
    ArrayNode all = Json.array();
    ordered(diagnostics).forEach(d -> all.add(json(d)));
    return all;
  }

  Refusal refusal(Collection<Diagnostic> diagnostics) {
    List<Diagnostic> ordered = ordered(diagnostics);
    List<ObjectNode> problems = ordered.stream().map(this::json).toList();
    return Refusal.of(ordered.getFirst().message(), problems, text(diagnostics));
  }

  /** For people. */
  static String text(Collection<Diagnostic> diagnostics) {
    return new TerminalReport(Paint.PLAIN, WIDTH).list(diagnostics).stripTrailing();
  }

  private static List<Diagnostic> ordered(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Diagnostic d) -> !d.isError()).thenComparing(Diagnostic.ORDER))
        .toList();
  }

  private ObjectNode json(Diagnostic diagnostic) {
    ObjectNode node = Json.object();
    node.put("code", diagnostic.code().id());
    node.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    node.put("message", diagnostic.message());
    place(node, diagnostic.place());
    String at = diagnostic.place().text();
    if (!at.isEmpty()) {
      node.put("at", cut(at));
    }
    ArrayNode notes = Json.texts(diagnostic.notes());
    diagnostic.related().forEach(r -> notes.add(r.message() + " (" + r.place() + ")."));
    if (!notes.isEmpty()) {
      node.set("notes", notes);
    }
    List<String> candidates = names.of(diagnostic);
    if (!candidates.isEmpty()) {
      node.set("candidates", Json.texts(candidates));
    }
    if (!diagnostic.fixes().isEmpty()) {
      ArrayNode fixes = node.putArray("fixes");
      diagnostic.fixes().forEach(f -> fixes.add(json(f)));
    }
    return node;
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private void place(ObjectNode node, Place place) {
    Optional<String> parameter = said.parameter(place);
    parameter.ifPresentOrElse(
        p -> node.put("parameter", p), () -> node.put("path", place.file().path()));
    node.set("start", position(place.start(), place.span().start()));
    node.set("end", position(place.end(), place.span().end()));
  }

  private static ObjectNode position(Position position, int offset) {
    ObjectNode node = Json.object();
    node.put("line", position.line()).put("column", position.column());
    return node.put("offset", offset);
  }

  private ObjectNode json(Fix fix) {
    ObjectNode node = Json.object();
    node.put("title", fix.title());
    ArrayNode edits = node.putArray("edits");
    for (Edit edit : fix.edits()) {
      ObjectNode one = edits.addObject();
      place(one, edit.place());
      one.put("replaces", edit.place().text()).put("text", edit.text());
    }
    ObjectNode corrected = said.corrected(fix);
    if (!corrected.isEmpty()) {
      node.set("corrected", corrected);
    }
    return node;
  }
}
