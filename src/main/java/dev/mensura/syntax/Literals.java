package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.FALSE;
import static dev.mensura.syntax.grammar.MensuraLexer.TRUE;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The values of tokens. */
final class Literals {
  /** The most digits of a number, before and behind its point together. */
  private static final int MAX_DIGITS = 38;

  private Literals() {}

  static Span span(Excerpt excerpt, Token token) {
    return excerpt.span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  static Name name(Excerpt excerpt, Token token) {
    String text = token.getText();
    return new Name(
        text.startsWith("`") ? text.substring(1, text.length() - 1) : text, span(excerpt, token));
  }

  /** {@code true}, {@code false} or {@code null}. */
  static Expr constant(Excerpt excerpt, Token token) {
    Span span = span(excerpt, token);
    return switch (token.getType()) {
      case TRUE -> new Expr.Bool(true, span);
      case FALSE -> new Expr.Bool(false, span);
      default -> new Expr.Null(span);
    };
  }

  /** A whole number; {@code -1} with a finding if it is too large. */
  static long whole(Excerpt excerpt, Token token, List<Diagnostic> findings) {
    String text = token.getText();
    if (text.length() <= 18) {
      return Long.parseLong(text);
    }
    findings.add(tooLong(excerpt, token));
    return -1;
  }

  static Expr.Number number(Excerpt excerpt, Token token, List<Diagnostic> findings) {
    String text = token.getText();
    BigDecimal value = BigDecimal.ZERO;
    boolean fits = text.length() <= 100;
    if (fits) {
      int e = Math.max(text.indexOf('e'), text.indexOf('E'));
      // Before the number is made: an exponent of nine digits is easily written.
      fits = e < 0 || text.length() - e <= 5;
      if (fits) {
        value = new BigDecimal(text);
        fits = value.precision() - value.scale() <= MAX_DIGITS && value.scale() <= MAX_DIGITS;
      }
    }
    if (!fits) {
      findings.add(tooLong(excerpt, token));
      value = BigDecimal.ZERO;
    }
    return new Expr.Number(value, span(excerpt, token));
  }

  private static Diagnostic tooLong(Excerpt excerpt, Token token) {
    return excerpt.finding(
        Code.BAD_NUMBER,
        token.getStartIndex(),
        token.getStopIndex() + 1,
        "The number has more digits than the " + MAX_DIGITS + " that a value can have.");
  }

  static Expr.Text text(Excerpt excerpt, Token token) {
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    String raw = excerpt.text();
    var decoded = new Decoded(excerpt, end - start);
    if (end - start >= 6 && raw.startsWith("\"\"\"", start)) {
      block(decoded, raw, start + 3, end - 3);
    } else {
      quoted(decoded, raw, start, end);
    }
    return new Expr.Text(
        decoded.characters.toString(), span(excerpt, token), decoded.offsets(end - 1));
  }

  private static void quoted(Decoded decoded, String raw, int start, int end) {
    char quote = raw.charAt(start);
    for (int i = start + 1; i < end - 1; i++) {
      char c = raw.charAt(i);
      char next = i + 1 < end - 1 ? raw.charAt(i + 1) : 0;
      int from = i;
      if (quote == '\'' && c == '\'') {
        i++;
      } else if (quote == '"' && c == '\\') {
        switch (next) {
          case '"', '\\' -> c = next;
          case 'n' -> c = '\n';
          case 't' -> c = '\t';
          default -> i--;
        }
        i++;
      }
      decoded.add(c, from);
    }
  }

  /**
   * A text over several lines: a line break right behind the opening quotes and the indentation
   * that all lines share are layout, and so is a last line of spaces.
   */
  private static void block(Decoded decoded, String raw, int start, int end) {
    int from = start;
    while (from < end && (raw.charAt(from) == ' ' || raw.charAt(from) == '\t')) {
      from++;
    }
    boolean opens = from < end && (raw.charAt(from) == '\n' || raw.charAt(from) == '\r');
    if (!opens) {
      for (int i = start; i < end; i++) {
        decoded.add(raw.charAt(i), i);
      }
      return;
    }
    from = lineBreak(raw, from, end);
    int indentation = indentation(raw, from, end);
    while (from < end) {
      int stop = from;
      while (stop < end && raw.charAt(stop) != '\n' && raw.charAt(stop) != '\r') {
        stop++;
      }
      int next = lineBreak(raw, stop, end);
      boolean last = next >= end && raw.substring(from, stop).isBlank();
      if (last) {
        decoded.dropLineBreak();
      } else {
        for (int i = Math.min(from + indentation, stop); i < next; i++) {
          decoded.add(raw.charAt(i), i);
        }
      }
      from = next;
    }
  }

  private static int indentation(String raw, int start, int end) {
    int least = Integer.MAX_VALUE;
    int from = start;
    while (from < end) {
      int text = from;
      while (text < end && (raw.charAt(text) == ' ' || raw.charAt(text) == '\t')) {
        text++;
      }
      int stop = text;
      while (stop < end && raw.charAt(stop) != '\n' && raw.charAt(stop) != '\r') {
        stop++;
      }
      if (stop > text) {
        least = Math.min(least, text - from);
      }
      from = lineBreak(raw, stop, end);
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  /** Behind the line break at an offset. */
  private static int lineBreak(String raw, int at, int end) {
    boolean two = at + 1 < end && raw.charAt(at) == '\r' && raw.charAt(at + 1) == '\n';
    return Math.min(end, at + (two ? 2 : 1));
  }

  /** Characters and where each comes from. */
  private static final class Decoded {
    private final Excerpt excerpt;
    private final StringBuilder characters = new StringBuilder();
    private final int[] offsets;

    Decoded(Excerpt excerpt, int most) {
      this.excerpt = excerpt;
      this.offsets = new int[most + 1];
    }

    void add(char c, int offset) {
      offsets[characters.length()] = excerpt.span(offset, offset).start();
      characters.append(c);
    }

    void dropLineBreak() {
      int end = characters.length();
      if (end > 0 && characters.charAt(end - 1) == '\n') {
        end--;
      }
      if (end > 0 && characters.charAt(end - 1) == '\r') {
        end--;
      }
      characters.setLength(end);
    }

    int[] offsets(int end) {
      int length = characters.length();
      offsets[length] = excerpt.span(end, end).end();
      return Arrays.copyOf(offsets, length + 1);
    }
  }
}
