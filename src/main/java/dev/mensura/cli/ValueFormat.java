package dev.mensura.cli;

import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalText;
import dev.mensura.plan.QueryPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the values of a column are shown to people. */
final class ValueFormat {
  /** More digits of a quotient than this tell nobody anything. */
  private static final int DIGITS = 6;

  private final Optional<DecimalFormat> pattern;

  private ValueFormat(Optional<DecimalFormat> pattern) {
    this.pattern = pattern;
  }

  /** The format that the column declares, such as {@code 0.0%} or {@code #,##0.00}. */
  static ValueFormat of(QueryPlan.Column column) {
    return new ValueFormat(
        column.format().filter(f -> column.type().isNumeric()).flatMap(ValueFormat::pattern));
  }

  private static Optional<DecimalFormat> pattern(String text) {
    try {
      var format = new DecimalFormat(text, DecimalFormatSymbols.getInstance(Locale.ROOT));
      format.setRoundingMode(RoundingMode.HALF_UP);
      return Optional.of(format);
    } catch (IllegalArgumentException e) {
      // A pattern of another system: the number itself is always readable.
      return Optional.empty();
    }
  }

  /** Null is dim, or nothing without colours; an empty text shows its quotes. */
  TextTable.Cell cell(@Nullable Object value, Paint paint) {
    return switch (value) {
      case null -> paint == Paint.ANSI ? TextTable.Cell.dim("null") : TextTable.Cell.of("");
      case String text -> TextTable.Cell.of(text.isEmpty() ? "\"\"" : TerminalText.harmless(text));
      case BigDecimal number -> TextTable.Cell.of(number(number));
      case Double number ->
          TextTable.Cell.of(
              Double.isFinite(number) ? number(BigDecimal.valueOf(number)) : number.toString());
      default -> TextTable.Cell.of(readable(value));
    };
  }

  private String number(BigDecimal number) {
    if (pattern.isPresent()) {
      return pattern.get().format(number);
    }
    int whole = Math.max(1, number.precision() - number.scale());
    int places = Math.max(2, DIGITS - whole);
    if (number.scale() <= places) {
      return number.toPlainString();
    }
    BigDecimal shorter =
        number.abs().compareTo(BigDecimal.ONE) < 0
            ? number.round(new MathContext(DIGITS, RoundingMode.HALF_UP))
            : number.setScale(places, RoundingMode.HALF_UP);
    BigDecimal bare = shorter.stripTrailingZeros();
    return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
  }

  private static String readable(Object value) {
    return value instanceof LocalDateTime || value instanceof OffsetDateTime
        ? exact(value).replace('T', ' ')
        : value.toString();
  }

  /** All digits, dates and times as ISO 8601 has them. */
  static String exact(Object value) {
    return switch (value) {
      case BigDecimal number -> number.toPlainString();
      case LocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      default -> value.toString();
    };
  }
}
