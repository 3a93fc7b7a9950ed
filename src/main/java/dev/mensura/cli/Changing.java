package dev.mensura.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.JsonReport;
import dev.mensura.live.LiveProject;
import dev.mensura.live.Terms;
import dev.mensura.registry.JsonText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What commands that change the registry share: on what terms, and how they tell what came. */
record Changing(Arguments arguments, Face face) {
  /** How a command tells what came of it. */
  enum Format {
    TEXT,
    JSON
  }

  static void describe(CommandSpec spec) {
    spec.addOption(Arguments.flag("--dry-run", "Check everything, keep nothing."));
    spec.addOption(
        Arguments.option("--by", "NAME", "Who does it; the user of the system if not given."));
    spec.addOption(Arguments.option("--why", "TEXT", "Why; the history keeps it."));
    describeFormat(spec);
  }

  /** For what changes a single metric. */
  static void describeVersion(CommandSpec spec) {
    spec.addOption(Arguments.option("--if-version", "N", "Only if the metric is still version N."));
  }

  static void describeFormat(CommandSpec spec) {
    spec.addOption(Arguments.option("--format", "FORMAT", "text (for people) or json."));
  }

  /** Who, why, and whether it is only tried; refusing whatever others would notice. */
  Terms terms() {
    Terms terms =
        Terms.of(arguments.text("--by").orElseGet(face.environment()::user))
            .because(arguments.text("--why"))
            .onlyIf(arguments.version("--if-version"));
    return isTried() ? terms.with(Terms.Mode.TRY) : terms;
  }

  boolean isTried() {
    return arguments.has("--dry-run");
  }

  Format format() {
    return arguments.oneOf("--format", Format.class);
  }

  /**
   * Does something to the project in use and tells what came of it.
   *
   * @param ways what gets round a refusal, by its code
   */
  <T> int told(Compiled<T> made, Map<Code, String> ways, Told<T> told) {
    List<Diagnostic> found = made.diagnostics();
    if (format() == Format.JSON) {
      face.print(
          made.value()
              .map(value -> JsonText.of(json(told.json(value), found)) + "\n")
              .orElseGet(() -> JsonText.of(error(found)) + "\n"));
    } else {
      if (!found.isEmpty()) {
        face.report(found);
      }
      made.value().map(told::text).ifPresent(face::print);
      if (made.value().isEmpty()) {
        ways.forEach((code, way) -> {
          if (found.stream().anyMatch(d -> d.code() == code)) {
            face.terminal().err().println(way);
          }
        });
      }
    }
    return made.value().isPresent() ? Exit.OK : Exit.ERRORS;
  }

  /** How a result is told to people and to programs. */
  interface Told<T> {
    String text(T result);

    ObjectNode json(T result);
  }

  private static ObjectNode error(List<Diagnostic> found) {
    ObjectNode all = JsonText.object().put("status", "error");
    all.put("message", found.stream().map(Diagnostic::message).findFirst().orElse(""));
    all.set("diagnostics", JsonText.parse(JsonReport.render(found)).get("diagnostics"));
    return all;
  }

  private ObjectNode json(ObjectNode result, List<Diagnostic> found) {
    ObjectNode all = JsonText.object().put("status", "success");
    if (isTried()) {
      all.put("dry_run", true);
    }
    all.setAll(result);
    if (!found.isEmpty()) {
      JsonNode report = JsonText.parse(JsonReport.render(found));
      all.set("diagnostics", report.get("diagnostics"));
    }
    return all;
  }

  /** Works with a project in use that needs no registry yet. */
  static int filling(Face face, Function<LiveProject, Integer> work) {
    try (LiveProject live = face.liveToFill()) {
      return work.apply(live);
    }
  }

  /** Works with a project in use. */
  static int using(Face face, Function<LiveProject, Integer> work) {
    try (LiveProject live = face.live()) {
      return work.apply(live);
    }
  }

  /** A name as a shell takes it for one word. */
  static String word(String name) {
    return name.matches("[\\w.-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** A metric's name, in backquotes or not. */
  static String name(Arguments arguments) {
    return arguments.words().getFirst().replaceAll("^`(.*)`$", "$1");
  }
}
