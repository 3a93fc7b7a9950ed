package dev.mensura.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Findings that a file expects of itself: {@code -- error[code]: part of the message} on the line
 * where each is. In YAML the mark stands behind {@code #}.
 */
public final class Marks {
  private static final Pattern MARK =
      Pattern.compile("(?:--|#) (error|warning)\\[([a-z-]+)]: (.*?)(?= -- (?:error|warning)\\[|$)");

  private Marks() {}

  /** An expected finding: on which line, of which kind, and words of its message. */
  public record Mark(int line, String severity, String code, String words) {
    /** Whether a finding is the one expected. */
    public boolean fits(int foundLine, String foundCode, String message) {
      return line == foundLine && code.equals(foundCode) && message.contains(words);
    }
  }

  /** The marks of a text, in order. */
  public static List<Mark> of(String text) {
    var marks = new ArrayList<Mark>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher matcher = MARK.matcher(line);
      while (matcher.find()) {
        marks.add(new Mark(number, matcher.group(1), matcher.group(2), matcher.group(3).strip()));
      }
    }
    return marks;
  }
}
