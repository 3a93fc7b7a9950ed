package dev.mensura.cli;

import dev.mensura.compare.Difference;
import dev.mensura.compare.Kind;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.Paint.Role;
import dev.mensura.diagnostic.TerminalText;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a terminal: what breaks first. */
record DiffText(DiffView view, Paint paint, int width) {
  /** So many dependents are shown. */
  private static final int FEW = 8;

  /** So many lines of definitions are shown. */
  private static final int MOST_LINES = 16;

  String text() {
    var text = new StringBuilder();
    text.append(paint.of(Role.STRONG, view.before()))
        .append(paint.of(Role.DIM, " → "))
        .append(paint.of(Role.STRONG, view.after()))
        .append("\n");
    for (DiffView.Group group : view.groups()) {
      text.append('\n').append(heading(group));
      if (isListed(group.kind())) {
        text.append(list(group.differences()));
      } else {
        group.differences().forEach(d -> text.append(entry(d)));
      }
    }
    return text.append('\n').append(view.summary()).append('\n').toString();
  }

  /** What has no more to say than its name. */
  private static boolean isListed(Kind kind) {
    return kind == Kind.ADDED || kind == Kind.UNCHANGED;
  }

  private String heading(DiffView.Group group) {
    return paint.of(group.breaking() ? Role.ERROR : Role.HELP, group.title())
        + (group.breaking() ? paint.of(Role.DIM, "  breaking") : "")
        + "\n";
  }

  private String list(List<Difference> differences) {
    String names =
        differences.stream()
            .map(d -> DiffView.subject(d).isEmpty() ? d.name() : d.name() + named(d))
            .collect(Collectors.joining(", "));
    return wrapped(names, 2);
  }

  private static String named(Difference d) {
    return " (" + DiffView.subject(d) + ")";
  }

  private String entry(Difference d) {
    String subject = DiffView.subject(d);
    var text = new StringBuilder("  ");
    text.append(paint.of(Role.STRONG, TerminalText.harmless(d.name())));
    text.append(subject.isEmpty() ? "" : paint.of(Role.DIM, "  " + subject)).append('\n');
    boolean plain = d.kind() == Kind.REMOVED && d.reason().equals("is gone");
    text.append(plain ? "" : wrapped(d.reason(), 4));
    text.append(d.notes().isEmpty() ? "" : wrapped("also: " + String.join("; ", d.notes()), 4));
    text.append(definitions(d));
    text.append(dependents(d));
    return text.toString();
  }

  /** Both definitions where the text was changed. */
  private String definitions(Difference d) {
    List<DefinitionDiff.Line> lines = DefinitionDiff.of(d);
    var text = new StringBuilder();
    for (DefinitionDiff.Line line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
      Role role =
          switch (line.side()) {
            case BOTH -> Role.DIM;
            case OLD -> Role.ERROR;
            case NEW -> Role.HELP;
          };
      text.append("    ").append(paint.of(role, TerminalText.harmless(line.signed())));
      text.append('\n');
    }
    if (lines.size() > MOST_LINES) {
      text.append("    ").append(paint.of(Role.DIM, "  …")).append('\n');
    }
    return text.toString();
  }

  private String dependents(Difference d) {
    List<String> names = d.dependents();
    if (names.isEmpty()) {
      return "";
    }
    boolean all = view.detail() == DiffView.Detail.ALL || names.size() <= FEW + 1;
    String shown = String.join(", ", all ? names : names.subList(0, FEW));
    String more = all ? "" : " and " + (names.size() - FEW) + " more";
    return wrapped("changes with it: " + shown + more, 4);
  }

  private String wrapped(String text, int indent) {
    return new Page(paint, width, width).wrapped(TerminalText.harmless(text), indent);
  }
}
