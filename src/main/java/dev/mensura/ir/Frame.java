package dev.mensura.ir;

import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which stretch of time a leaf reads for a period that is shown: the period itself, moved and
 * widened step by step.
 *
 * @param moves what is done to the stretch, in this order: what was written last comes first
 */
public record Frame(List<Move> moves) {
  /** The period that is shown, nothing else. */
  public static final Frame PERIOD = new Frame(List.of());

  public Frame {
    moves = List.copyOf(moves);
  }

  /** This frame, and then one move more. */
  Frame then(Move move) {
    if (move instanceof Move.Ago ago && ago.by().count() == 0) {
      return this;
    }
    if (move instanceof Move.Each && isPeriod()) {
      return this;
    }
    var longer = new ArrayList<>(moves);
    longer.add(move);
    return new Frame(longer);
  }

  /** Which stretch its rows lie in: each period in it is told by the rows themselves. */
  public Frame ofRows() {
    int end = moves.size();
    while (end > 0 && moves.get(end - 1) instanceof Move.Each) {
      end--;
    }
    return new Frame(moves.subList(0, end));
  }

  public boolean isPeriod() {
    return moves.isEmpty();
  }

  /** One step from a stretch of time to another. */
  public sealed interface Move {
    /**
     * {@code 1 month ago}: so much earlier.
     *
     * @param by never negative
     */
    record Ago(Duration by) implements Move {
      @Override
      public String text() {
        return by + " ago";
      }
    }

    /**
     * {@code at start of year}: the first period of the year that the stretch begins in.
     *
     * @param first how long that period is; none: as long as those that are shown
     */
    record Start(Optional<Grain> first, Grain of) implements Move {
      @Override
      public String text() {
        return first.map(f -> "at first " + f.text()).orElse("at start") + " of " + of.text();
      }
    }

    /**
     * {@code per day}, inside of a stretch that has been moved: each of its periods on its own. In
     * a frame that begins with it, it is a group like others and not noted.
     */
    record Each(Grain grain) implements Move {
      @Override
      public String text() {
        return "per " + grain.text();
      }
    }

    /** A stretch that ends with the one it is seen from. */
    sealed interface Window extends Move {
      /**
       * {@code over last 28 days}.
       *
       * @param length at least one period
       */
      record Last(Duration length) implements Window {
        @Override
        public String text() {
          return "over last " + length;
        }
      }

      /** {@code over month to date}: since the start of the month that the stretch ends in. */
      record ToDate(Grain unit) implements Window {
        @Override
        public String text() {
          return "over " + unit.text() + " to date";
        }
      }

      /** {@code over all time}: since ever. */
      record AllTime() implements Window {
        @Override
        public String text() {
          return "over all time";
        }
      }
    }

    /** As it is written. */
    String text();

    /** The grains that it names. */
    default List<Grain> grains() {
      return switch (this) {
        case Ago ago -> List.of(ago.by().grain());
        case Each each -> List.of(each.grain());
        case Start start ->
            start.first().map(f -> List.of(f, start.of())).orElse(List.of(start.of()));
        case Window.Last last -> List.of(last.length().grain());
        case Window.ToDate toDate -> List.of(toDate.unit());
        case Window.AllTime all -> List.of();
      };
    }

    /** The length of time that it speaks of. */
    default Optional<Grain> measure() {
      return switch (this) {
        case Ago ago -> Optional.of(ago.by().grain());
        case Start start -> Optional.of(start.first().orElse(start.of()));
        case Each each -> Optional.of(each.grain());
        case Window.Last last -> Optional.of(last.length().grain());
        case Window.ToDate toDate -> Optional.of(toDate.unit());
        case Window.AllTime all -> Optional.empty();
      };
    }
  }

  /** Whether it has a unit that is shorter than a day. */
  public boolean isSubDay() {
    return moves.stream().flatMap(m -> m.measure().stream()).anyMatch(Grain::isSubDay);
  }

  /** {@code over last 28 days 1 year ago}: as it is written; nothing for the period itself. */
  public String text() {
    return moves.reversed().stream().map(Move::text).collect(Collectors.joining(" "));
  }

  /** {@code last_28_days_1_year_ago}: a name for what it gives. */
  public String name() {
    return moves.reversed().stream()
        .map(m -> m.text().replaceFirst("^(over|at) ", "").replace(' ', '_'))
        .collect(Collectors.joining("_"))
        .toLowerCase(Locale.ROOT);
  }
}
