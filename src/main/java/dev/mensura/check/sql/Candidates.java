package dev.mensura.check.sql;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values worth trying for each subject of a condition: its constants, and what lies around
 * them.
 */
final class Candidates {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final int MICROSECOND = 1_000;

  private final List<Set<Comparable<?>>> constants;
  private final Set<Subject> paired = new HashSet<>();

  private Candidates(int subjects) {
    constants = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      constants.add(new TreeSet<>(Candidates::compare));
    }
  }

  /** A value that a subject may have, null included. */
  record Value(@Nullable Comparable<?> value) {}

  /** For each subject, by its index, what it may be; nothing for one that can have no value. */
  static List<List<Value>> of(Condition condition, List<Subject> subjects) {
    var candidates = new Candidates(subjects.size());
    candidates.collect(condition);
    candidates.share();
    return subjects.stream().map(candidates::values).toList();
  }

  /** Constants of one scale are of one class and can be ordered. */
  @SuppressWarnings("unchecked")
  static int compare(Comparable<?> one, Comparable<?> other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::collect);
      case Condition.Any any -> any.parts().forEach(this::collect);
      case Condition.Not not -> collect(not.part());
      case Condition.Holds holds -> collect(holds.part());
      case Condition.Compared compared ->
          constants.get(compared.subject().index()).add(compared.constant());
      case Condition.Pair pair -> {
        paired.add(pair.left());
        paired.add(pair.right());
      }
      case Condition.Known known -> {}
      case Condition.Flag flag -> {}
      case Condition.Absent absent -> {}
    }
  }

  /** Subjects that are compared with each other may need each other's constants. */
  private void share() {
    Map<Subject.Scale, Set<Comparable<?>>> shared = new EnumMap<>(Subject.Scale.class);
    for (Subject subject : paired) {
      Set<Comparable<?>> all =
          shared.computeIfAbsent(subject.scale(), scale -> new TreeSet<>(Candidates::compare));
      all.addAll(constants.get(subject.index()));
      all.addAll(subject.values());
    }
    paired.forEach(subject -> constants.get(subject.index()).addAll(shared.get(subject.scale())));
  }

  private List<Value> values(Subject subject) {
    var values = new ArrayList<Value>();
    if (subject.nullable()) {
      values.add(new Value(null));
    }
    if (subject.scale() == Subject.Scale.FLAG) {
      values.add(new Value(true));
      values.add(new Value(false));
      return values;
    }
    if (!subject.values().isEmpty()) {
      subject.values().forEach(value -> values.add(new Value(value)));
      return values;
    }
    for (Comparable<?> value : around(subject)) {
      List<Comparable<?>> range = subject.range();
      if (range.isEmpty()
          || compare(range.getFirst(), value) <= 0 && compare(value, range.getLast()) <= 0) {
        values.add(new Value(value));
      }
    }
    return values;
  }

  private Set<Comparable<?>> around(Subject subject) {
    var around = new TreeSet<Comparable<?>>(Candidates::compare);
    var all = new ArrayList<>(constants.get(subject.index()));
    all.addAll(subject.range());
    if (all.isEmpty()) {
      all.add(anything(subject.scale()));
    }
    for (Comparable<?> constant : all) {
      around.add(constant);
      around.addAll(neighbours(constant, subject.scale()));
    }
    return around;
  }

  private static Comparable<?> anything(Subject.Scale scale) {
    return switch (scale) {
      case FLAG -> true;
      case WHOLE, NUMBER -> BigDecimal.ONE;
      case DAY, INSTANT -> LocalDateTime.of(2000, 1, 1, 0, 0);
      case TEXT -> "";
    };
  }

  private static List<Comparable<?>> neighbours(Comparable<?> constant, Subject.Scale scale) {
    return switch (scale) {
      case FLAG -> List.of();
      case WHOLE -> {
        var number = (BigDecimal) constant;
        yield List.of(number.subtract(BigDecimal.ONE), number.add(BigDecimal.ONE));
      }
      case NUMBER -> {
        var number = (BigDecimal) constant;
        BigDecimal step = number.ulp().min(BigDecimal.ONE).multiply(HALF);
        yield List.of(number.subtract(step), number.add(step));
      }
      case DAY -> {
        var day = (LocalDateTime) constant;
        yield List.of(day.minusDays(1), day.plusDays(1));
      }
      case INSTANT -> {
        var time = (LocalDateTime) constant;
        yield List.of(time.minusNanos(MICROSECOND), time.plusNanos(MICROSECOND));
      }
      case TEXT -> List.of(constant + "·");
    };
  }
}
