package dev.mensura.ir;

import dev.mensura.syntax.Names;
import dev.mensura.type.Duration;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What is given for a parameter of a family of metrics: equal ones make the same member. */
public sealed interface Argument {
  /** How it is written, always alike: {@code 28 days}, {@code 'EU'}, {@code yoy(revenue)}. */
  String text();

  record OfDuration(Duration value) implements Argument {
    @Override
    public String text() {
      return value.toString();
    }
  }

  record OfNumber(BigDecimal value) implements Argument {
    public OfNumber {
      BigDecimal plain = value.stripTrailingZeros();
      value = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    @Override
    public String text() {
      return value.toPlainString();
    }
  }

  record OfText(String value) implements Argument {
    @Override
    public String text() {
      boolean plain = value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
      return plain
          ? "'" + value.replace("'", "''") + "'"
          : "\""
              + value
                  .replace("\\", "\\\\")
                  .replace("\"", "\\\"")
                  .replace("\r", "")
                  .replace("\n", "\\n")
              + "\"";
    }
  }

  record OfBoolean(boolean value) implements Argument {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  record OfDate(LocalDate value) implements Argument {
    @Override
    public String text() {
      return "@" + value;
    }
  }

  /**
   * A metric.
   *
   * @param name its own, or that of a member of a family
   */
  record OfMetric(String name) implements Argument {
    @Override
    public String text() {
      return name.endsWith(")") ? name : Names.quoted(name);
    }
  }
}
