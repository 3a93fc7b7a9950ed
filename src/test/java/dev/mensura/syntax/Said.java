package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What diagnostics say, as text, and what sources expect them to say. */
final class Said {
  private static final Pattern MARK =
      Pattern.compile("-- error\\[([a-z-]+)]: (.*?)(?= -- error|$)");

  private Said() {}

  /**
   * A finding that a source expects: on its own line, or on the one above a line of marks alone.
   */
  record Mark(int line, String code, String part) {
    boolean fits(Diagnostic finding) {
      return finding.place().start().line() == line
          && finding.code().id().equals(code)
          && finding.message().contains(part);
    }
  }

  static List<Mark> marks(String text) {
    var marks = new ArrayList<Mark>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = MARK.matcher(lines.get(i));
      while (matcher.find()) {
        boolean alone = lines.get(i).startsWith("-- error");
        marks.add(new Mark(alone ? i : i + 1, matcher.group(1), matcher.group(2).strip()));
      }
    }
    return marks;
  }

  /** Everything about each finding, fixes as the lines that they make. */
  static String print(SourceFile file, List<Diagnostic> findings) {
    var text = new StringBuilder();
    for (Diagnostic finding : findings) {
      text.append(finding.place().start()).append('-').append(finding.place().end());
      text.append(' ').append(finding.code().id()).append(": ").append(finding.message());
      text.append('\n');
      finding.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
      finding
          .related()
          .forEach(r ->
              text.append("  at ")
                  .append(r.place().start())
                  .append(": ")
                  .append(r.message())
                  .append('\n'));
      for (Fix fix : finding.fixes()) {
        text.append("  fix: ").append(fix.title()).append("\n    ");
        text.append(line(apply(file.text(), fix), finding.place().start().line())).append('\n');
      }
    }
    return text.toString();
  }

  /** The text with the edits of a fix made. */
  static String apply(String text, Fix fix) {
    var edits = new ArrayList<>(fix.edits());
    edits.sort(Comparator.comparingInt((Edit edit) -> edit.place().span().start()).reversed());
    var fixed = new StringBuilder(text);
    for (Edit edit : edits) {
      fixed.replace(edit.place().span().start(), edit.place().span().end(), edit.text());
    }
    return fixed.toString();
  }

  private static String line(String text, int number) {
    String line = text.lines().skip(number - 1).findFirst().orElse("");
    int mark = line.indexOf("-- error[");
    return (mark < 0 ? line : line.substring(0, mark)).strip();
  }
}
