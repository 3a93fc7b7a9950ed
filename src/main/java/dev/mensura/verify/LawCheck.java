package dev.mensura.verify;

import dev.mensura.ir.Metric;
import dev.mensura.type.Additivity;
import dev.mensura.verify.LawQueries.Batch;
import dev.mensura.verify.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks on the data what follows from the type of a metric. */
final class LawCheck {
  /** What has to hold of every metric that it can be asked of. */
  enum Law {
    PARTS("the parts make the whole"),
    SLICE("a filter shows its slice"),
    ALONE("others change nothing"),
    SHIFT("a shift by nothing changes nothing");

    private final String text;

    Law(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** So many groups of each dimension are filtered for. */
  private static final int SLICES = 2;

  private final LawQueries queries;
  private final Batch batch;
  private final Metric metric;
  private final List<Failure> failures = new ArrayList<>();

  LawCheck(LawQueries queries, Batch batch, Metric metric) {
    this.queries = queries;
    this.batch = batch;
    this.metric = metric;
  }

  /** Whether a law says anything about a metric. */
  static boolean applies(Law law, Batch batch, Metric metric) {
    boolean grouped = !batch.dimensions().isEmpty();
    return switch (law) {
      case PARTS -> grouped && adds(metric.signature().additivity());
      case SLICE -> !batch.plain().isEmpty();
      case ALONE -> grouped && batch.metrics().size() > 1;
      case SHIFT -> batch.hasTime();
    };
  }

  private static boolean adds(Additivity additivity) {
    return switch (additivity.kind()) {
      case SUM, MIN, MAX -> true;
      case FROM_PARTS, NONE, CONSTANT -> false;
    };
  }

  Outcome check(Law law) {
    try {
      switch (law) {
        case PARTS -> batch.dimensions().forEach(this::parts);
        case SLICE -> batch.plain().forEach(this::slice);
        case ALONE -> alone(batch.dimensions().getFirst());
        case SHIFT -> shift();
      }
    } catch (LawQueries.Unanswered e) {
      return new Outcome.Unanswered(e.why());
    }
    return failures.isEmpty() ? new Outcome.Passed() : new Outcome.Failed(failures);
  }

  private void parts(String dimension) {
    Additivity additivity = metric.signature().additivity();
    if (dimension.equals(LawQueries.TIME) && !additivity.overTime()) {
      return;
    }
    Optional<Sample> groups = queries.by(batch, dimension);
    if (groups.isEmpty()) {
      return;
    }
    int column = batch.column(metric) + 1;
    var parts = new ArrayList<Object>();
    for (List<@Nullable Object> row : groups.get().rows()) {
      Object part = row.get(column);
      if (part != null) {
        parts.add(part);
      }
    }
    Object total = queries.total(batch).rows().getFirst().get(batch.column(metric));
    Object whole = Amounts.whole(parts, additivity.kind());
    if (!Amounts.same(total, whole, Amounts.size(parts))) {
      fail(
          "By `%s` its parts make %s, and the whole is %s.".formatted(dimension, whole, total),
          groups.get(),
          column);
    }
  }

  private void slice(String dimension) {
    Optional<Sample> groups = queries.by(batch, dimension);
    if (groups.isEmpty()) {
      return;
    }
    int column = batch.column(metric);
    List<List<@Nullable Object>> members =
        groups.get().rows().stream().filter(row -> row.getFirst() != null).limit(SLICES).toList();
    for (List<@Nullable Object> row : members) {
      Object member = row.getFirst();
      Sample slice = queries.slice(batch, dimension, String.valueOf(member));
      Object found = slice.rows().isEmpty() ? null : slice.rows().getFirst().get(column);
      if (!Amounts.same(row.get(column + 1), found, BigDecimal.ZERO)) {
        fail(
            "Where `%s` is `%s` it is %s, and by `%s` that group has %s."
                .formatted(dimension, member, found, dimension, row.get(column + 1)),
            groups.get(),
            column + 1);
      }
    }
  }

  private void alone(String dimension) {
    Optional<Sample> together = queries.by(batch, dimension);
    if (together.isPresent()) {
      Sample alone = queries.ask("`" + metric.name() + "` by " + dimension);
      same(alone, together.get(), batch.column(metric) + 1, "alone", "with others");
    }
  }

  private void shift() {
    String name = "`" + metric.name() + "`";
    Optional<Sample> plain = queries.by(batch, LawQueries.TIME);
    if (plain.isPresent()) {
      Sample moved =
          queries.ask(
              "(%s 0 months ago) as moved by %s where %s is not null"
                  .formatted(name, LawQueries.TIME, LawQueries.TIME));
      same(moved, plain.get(), batch.column(metric) + 1, "shifted by nothing", "as it is");
    }
  }

  /** Each group of one answer has the same value in the other. */
  private void same(Sample one, Sample other, int column, String first, String second) {
    for (List<@Nullable Object> row : one.rows()) {
      Object group = row.getFirst();
      Object found = row.getLast();
      Object expected =
          other.rows().stream()
              .filter(r -> java.util.Objects.equals(r.getFirst(), group))
              .findFirst()
              .map(r -> r.get(column))
              .orElse(null);
      if (!Amounts.same(found, expected, BigDecimal.ZERO)) {
        fail(
            "In group `%s` it is %s %s, and %s %s."
                .formatted(group, found, first, expected, second),
            other,
            column);
        return;
      }
    }
  }

  private void fail(String message, Sample groups, int column) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : groups.rows()) {
      if (rows.size() < Rows.SHOWN) {
        var shown = new ArrayList<@Nullable Object>();
        shown.add(row.getFirst());
        shown.add(row.get(column));
        rows.add(shown);
      }
    }
    var sample =
        new Sample(
            List.of(groups.columns().getFirst(), groups.columns().get(column)),
            rows,
            groups.rows().size() - (long) rows.size() + groups.more());
    failures.add(Failure.of(message, queries.place(metric.name())).with(sample));
  }
}
