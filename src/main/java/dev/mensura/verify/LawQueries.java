package dev.mensura.verify;

import static java.util.stream.Collectors.joining;

import dev.mensura.check.Analysis;
import dev.mensura.check.CheckedQuery;
import dev.mensura.check.Checker;
import dev.mensura.check.Declared;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Query;
import dev.mensura.ir.Signature;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Asks for what laws compare: metrics of the same models together, by a few dimensions, each
 * question once.
 */
final class LawQueries {
  /** The dimension of a metric's own time. */
  static final String TIME = Grain.MONTH.text();

  /** More tell little more. */
  private static final int MOST_DIMENSIONS = 2;

  private static final int MOST_METRICS = 8;

  /** A dimension with more groups is left out. */
  private static final int MOST_GROUPS = 1000;

  private final Analysis analysis;
  private final Asked asked;
  private final Map<String, Compiled<Sample>> answers = new HashMap<>();

  LawQueries(Asked asked) {
    this.analysis = asked.plans().analysis();
    this.asked = asked;
  }

  /**
   * Metrics that are asked for together.
   *
   * @param dimensions what they are asked by
   */
  record Batch(List<Metric> metrics, List<String> dimensions) {
    Batch {
      metrics = List.copyOf(metrics);
      dimensions = List.copyOf(dimensions);
    }

    int column(Metric metric) {
      return metrics.indexOf(metric);
    }

    boolean hasTime() {
      return dimensions.contains(TIME);
    }

    /** The dimensions but for the time. */
    List<String> plain() {
      return dimensions.stream().filter(d -> !d.equals(TIME)).toList();
    }

    private String text() {
      return metrics.stream().map(m -> "`" + m.name() + "`").collect(joining(", "));
    }
  }

  /** Why something could not be asked. */
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> why;

    Unanswered(List<Diagnostic> why) {
      super("not answered", null, false, false);
      this.why = List.copyOf(why);
    }

    List<Diagnostic> why() {
      return why;
    }
  }

  /** All metrics that can be asked for as they are, by the models that they read. */
  static List<Batch> batches(Analysis analysis) {
    var byBases = new TreeMap<String, List<Metric>>();
    for (Metric metric : analysis.metrics().values()) {
      SortedSet<String> bases = metric.signature().bases();
      boolean still = metric.signature().motion() == Signature.Motion.STILL;
      if (still && query("`" + metric.name() + "`", analysis).isPresent()) {
        byBases.computeIfAbsent(String.join(",", bases), x -> new ArrayList<>()).add(metric);
      }
    }
    var batches = new ArrayList<Batch>();
    for (List<Metric> metrics : byBases.values()) {
      for (int from = 0; from < metrics.size(); from += MOST_METRICS) {
        List<Metric> some = metrics.subList(from, Math.min(metrics.size(), from + MOST_METRICS));
        batches.add(new Batch(some, dimensions(some, analysis)));
      }
    }
    return batches;
  }

  /** The first ones of few values that all reach, and the time. */
  private static List<String> dimensions(Collection<Metric> metrics, Analysis analysis) {
    String names = metrics.stream().map(m -> "`" + m.name() + "`").collect(joining(", "));
    var dimensions = new ArrayList<String>();
    List<Dimension> all = Dimensions.of(metrics, analysis);
    for (Dimension dimension : all) {
      if (dimensions.size() < MOST_DIMENSIONS
          && dimension.type().is(ValueType.Kind.STRING)
          && isClosed(dimension.path(), analysis)
          && query(names + " by " + dimension.path(), analysis).isPresent()) {
        dimensions.add(dimension.path());
      }
    }
    boolean timed = all.stream().anyMatch(d -> d.path().equals(TIME));
    if (timed && query(names + " by " + TIME, analysis).isPresent()) {
      dimensions.add(TIME);
    }
    return dimensions;
  }

  /** Whether the field that a path ends with has declared values, so that there are few groups. */
  private static boolean isClosed(String path, Analysis analysis) {
    String field = path.substring(path.lastIndexOf('.') + 1);
    return analysis.catalog().models().stream()
        .flatMap(m -> m.field(field).stream())
        .anyMatch(dev.mensura.model.Field::isClosed);
  }

  private static Optional<Query> query(String text, Analysis analysis) {
    SourceFile file = file(text);
    return Parser.parseQuery(file)
        .body()
        .map(body -> Checker.query(body, file, analysis))
        .flatMap(CheckedQuery::query);
  }

  private static SourceFile file(String text) {
    return new SourceFile("<law>", text);
  }

  /** The metrics of a batch by a dimension; none where that has too many groups. */
  Optional<Sample> by(Batch batch, String dimension) {
    Sample sample = ask(batch.text() + " by " + dimension);
    return sample.more() > 0 ? Optional.empty() : Optional.of(sample);
  }

  Sample total(Batch batch) {
    return ask(batch.text());
  }

  Sample slice(Batch batch, String dimension, String member) {
    return ask("%s where %s = '%s'".formatted(batch.text(), dimension, member.replace("'", "''")));
  }

  /** The answer to a question that was checked; asked once. */
  Sample ask(String text) {
    Compiled<Sample> answer = answers.get(text);
    if (answer == null) {
      SourceFile file = file(text);
      var place = new Place(file, new Span(0, text.length()));
      answer =
          query(text, analysis)
              .map(q -> asked.ask(q, place, MOST_GROUPS))
              .orElseGet(() -> Compiled.not(refused(file)));
      answers.put(text, answer);
    }
    Compiled<Sample> known = answer;
    return answer.value().orElseThrow(() -> new Unanswered(known.diagnostics()));
  }

  private List<Diagnostic> refused(SourceFile file) {
    return Parser.parseQuery(file)
        .body()
        .map(body -> Checker.query(body, file, analysis).diagnostics())
        .orElse(List.of());
  }

  Place place(String metric) {
    return place(metric, analysis);
  }

  static Place place(String metric, Analysis analysis) {
    Declared<Declaration.Metric> declared = analysis.declaration(metric).orElseThrow();
    return new Place(declared.file(), declared.declaration().name().span());
  }
}
