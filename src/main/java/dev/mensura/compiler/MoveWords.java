package dev.mensura.compiler;

import dev.mensura.ir.Frame.Move;
import dev.mensura.type.Duration;

/** Windows and shifts in words. */
final class MoveWords {
  private MoveWords() {}

  /** {@code over the 28 days that end with each period}. */
  static String of(Move move) {
    return switch (move) {
      case Move.Ago ago -> ago.by() + " earlier";
      case Move.Start start ->
          start
              .first()
              .map(f -> "on the first " + f.text() + " of the " + start.of().text())
              .orElse("at the start of the " + start.of().text());
      case Move.Each each -> "for each " + each.grain().text() + " of it";
      case Move.Window.Last last -> last(last.length());
      case Move.Window.ToDate toDate ->
          "from the start of the " + toDate.unit().text() + " through each period";
      case Move.Window.AllTime all -> "from the beginning through each period";
    };
  }

  private static String last(Duration length) {
    return length.count() == 1
        ? "over the " + length.grain().text() + " that ends with each period"
        : "over the " + length + " that end with each period";
  }
}
