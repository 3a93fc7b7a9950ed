package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.plan.QueryPlan;
import dev.mensura.registry.JsonText;
import dev.mensura.source.Place;
import dev.mensura.verify.Failure;
import dev.mensura.verify.Report;
import dev.mensura.verify.Sample;
import dev.mensura.verify.Verdict;
import dev.mensura.verify.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verdicts as JSON. */
final class TestJson {
  private TestJson() {}

  static String of(Report report) {
    ObjectNode json = JsonText.object();
    json.put("passed", report.isPassed());
    json.put("took_ms", report.took().toMillis());
    ArrayNode checks = json.putArray("checks");
    report.verdicts().forEach(v -> checks.add(check(v)));
    return JsonText.of(json) + "\n";
  }

  private static ObjectNode check(Verdict verdict) {
    ObjectNode json = JsonText.object();
    json.put("kind", verdict.kind().name().toLowerCase(Locale.ROOT));
    json.put("name", verdict.name());
    place(json, verdict.place());
    json.put("took_ms", verdict.took().toMillis());
    switch (verdict.outcome()) {
      case Outcome.Passed passed -> json.put("outcome", "passed");
      case Outcome.Failed failed -> {
        json.put("outcome", "failed");
        ArrayNode failures = json.putArray("failures");
        failed.failures().forEach(f -> failures.add(failure(f)));
      }
      case Outcome.Unanswered unanswered -> {
        json.put("outcome", "unanswered");
        ArrayNode why = json.putArray("why");
        for (Diagnostic diagnostic : unanswered.why()) {
          ObjectNode reason = why.addObject();
          reason.put("code", diagnostic.code().id());
          reason.put("message", diagnostic.message());
          place(reason, diagnostic.place());
        }
      }
    }
    return json;
  }

  private static void place(ObjectNode json, Place place) {
    json.put("file", place.file().path());
    json.put("line", place.start().line());
    json.put("column", place.start().column());
  }

  private static ObjectNode failure(Failure failure) {
    ObjectNode json = JsonText.object();
    json.put("message", failure.message());
    place(json, failure.place());
    json.put("text", failure.place().text());
    failure.sample().ifPresent(s -> sample(json, s));
    if (!failure.notes().isEmpty()) {
      json.set("notes", JsonText.texts(failure.notes()));
    }
    return json;
  }

  private static void sample(ObjectNode json, Sample sample) {
    json.set("columns", JsonText.texts(names(sample)));
    ArrayNode rows = json.putArray("rows");
    for (List<@Nullable Object> row : sample.rows()) {
      ArrayNode values = rows.addArray();
      row.forEach(value -> add(values, value));
    }
    json.put("more_rows", sample.more());
  }

  private static List<String> names(Sample sample) {
    return sample.columns().stream()
        .map(QueryPlan.Column::name)
        .map(name -> name.isEmpty() ? "how" : name)
        .toList();
  }

  private static void add(ArrayNode values, @Nullable Object value) {
    switch (value) {
      case null -> values.addNull();
      case Sample.Absent absent -> values.addNull();
      case BigDecimal number -> values.add(number);
      case Double number when Double.isFinite(number) -> values.add(number);
      case Boolean truth -> values.add(truth);
      default -> values.add(ValueFormat.exact(value));
    }
  }
}
