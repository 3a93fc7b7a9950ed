package dev.mensura.cli;

import dev.mensura.compare.Difference;
import dev.mensura.compare.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison for a comment on a change: what breaks first. */
record DiffMarkdown(DiffView view) {
  private static final int FEW = 8;

  String text() {
    var text = new StringBuilder("## Metrics: ");
    text.append(code(view.before())).append(" → ").append(code(view.after())).append("\n\n");
    text.append(view.summary()).append('\n');
    for (DiffView.Group group : view.groups()) {
      text.append("\n### ").append(capital(group.title()));
      text.append(group.breaking() ? " (breaking)" : "").append("\n\n");
      if (group.kind() == Kind.ADDED || group.kind() == Kind.UNCHANGED) {
        text.append(names(group.differences().stream().map(Difference::name).toList()));
        text.append('\n');
      } else {
        group.differences().forEach(d -> text.append(entry(d)));
      }
    }
    return text.toString();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String entry(Difference d) {
    var text = new StringBuilder("- **").append(code(d.name())).append("**");
    String subject = DiffView.subject(d);
    text.append(subject.isEmpty() ? ": " : " (" + subject + "): ");
    text.append(line(d.reason())).append(".\n");
    d.notes().forEach(note -> text.append("  Also: ").append(line(note)).append(".\n"));
    if (!d.dependents().isEmpty()) {
      text.append("  Changes with it: ").append(dependents(d.dependents())).append(".\n");
    }
    return text.append(definitions(d)).toString();
  }

  private String dependents(List<String> names) {
    boolean all = view.detail() == DiffView.Detail.ALL || names.size() <= FEW + 1;
    return all
        ? names(names)
        : names(names.subList(0, FEW)) + " and " + (names.size() - FEW) + " more";
  }

  private static String definitions(Difference d) {
    String lines =
        DefinitionDiff.of(d).stream()
            .map(line -> "  " + line.signed() + "\n")
            .collect(Collectors.joining());
    // A fence has to be longer than any in the text.
    String fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
    return lines.isEmpty() ? "" : "\n  " + fence + "diff\n" + lines + "  " + fence + "\n";
  }

  private static String names(List<String> names) {
    return names.stream().map(DiffMarkdown::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    String fence = "`".repeat(longestRun(text) + 1);
    String room = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + room + line(text) + room + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
