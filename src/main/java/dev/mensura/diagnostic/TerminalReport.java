package dev.mensura.diagnostic;

import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Findings for people: the line, a mark under what is meant, advice, and a count at the end. */
public final class TerminalReport {
  private final Paint paint;
  private final int width;

  /**
   * @param width cells of the terminal: longer lines of source are cut around what is meant
   */
  public TerminalReport(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  /** All findings in the order of their places, and the count; nothing for no finding. */
  public String render(Collection<Diagnostic> diagnostics) {
    String count = paint.of(Paint.Role.STRONG, count(diagnostics));
    return diagnostics.isEmpty() ? "" : list(diagnostics) + "\n" + count + "\n";
  }

  /** All findings in the order of their places, an empty line between them. */
  public String list(Collection<Diagnostic> diagnostics) {
    var out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics.stream().sorted(Diagnostic.ORDER).toList()) {
      out.append(out.isEmpty() ? "" : "\n");
      append(out, diagnostic);
    }
    return out.toString();
  }

  /** {@code 3 errors, 1 warning in 2 files}: the files are those that have a finding. */
  public static String count(Collection<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    long files = diagnostics.stream().map(d -> d.place().file().path()).distinct().count();
    var parts = new ArrayList<String>();
    if (errors > 0) {
      parts.add(counted(errors, "error"));
    }
    if (warnings > 0) {
      parts.add(counted(warnings, "warning"));
    }
    return String.join(", ", parts) + " in " + counted(files, "file");
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void append(StringBuilder out, Diagnostic diagnostic) {
    var excerpt = new Excerpt(paint, width, gutter(diagnostic));
    String margin = " ".repeat(gutter(diagnostic));
    Paint.Role role = diagnostic.isError() ? Paint.Role.ERROR : Paint.Role.WARNING;
    String head = diagnostic.isError() ? "error" : "warning";
    out.append(paint.of(role, head + "[" + diagnostic.code().id() + "]"))
        .append(paint.of(Paint.Role.STRONG, ": " + TerminalText.harmless(diagnostic.message())))
        .append('\n');
    where(out, margin + "--> ", diagnostic.place());
    out.append('\n');
    excerpt.append(out, diagnostic.place(), '^', role);
    for (Related related : diagnostic.related()) {
      where(out, margin + "::: ", related.place());
      out.append(": ").append(TerminalText.harmless(related.message())).append('\n');
      excerpt.append(out, related.place(), '-', Paint.Role.RELATED);
    }
    for (String note : diagnostic.notes()) {
      advice(out, margin, Paint.Role.NOTE, "note", note);
    }
    for (Fix fix : diagnostic.fixes()) {
      advice(out, margin, Paint.Role.HELP, "help", fix.title());
      changed(fix).ifPresent(c -> excerpt.appendChanged(out, c.line(), c.text()));
    }
  }

  private void where(StringBuilder out, String arrow, Place place) {
    String path = TerminalText.harmless(place.file().path());
    boolean isWholeFile = place.file().text().isEmpty();
    out.append(paint.of(Paint.Role.GUTTER, arrow))
        .append(isWholeFile ? path : path + ":" + place.start());
  }

  private void advice(StringBuilder out, String margin, Paint.Role role, String word, String text) {
    out.append(margin)
        .append(paint.of(Paint.Role.GUTTER, " = "))
        .append(paint.of(role, word + ":"));
    String indent = "\n" + margin + "   " + " ".repeat(word.length() + 2);
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      out.append(i == 0 ? " " : indent).append(TerminalText.harmless(lines[i]));
    }
    out.append('\n');
  }

  private record Changed(int line, String text) {}

  /** The line after the fix, if the fix stays in one line and its title doesn't say it already. */
  private static Optional<Changed> changed(Fix fix) {
    List<Edit> edits =
        fix.edits().stream()
            .sorted(Comparator.comparing((Edit e) -> e.place().span().start()).reversed())
            .toList();
    if (edits.isEmpty()) {
      return Optional.empty();
    }
    SourceFile file = edits.getFirst().place().file();
    int line = edits.getFirst().place().start().line();
    Span whole = file.lineSpan(line);
    var text = new StringBuilder(file.text(whole));
    for (Edit edit : edits) {
      Span span = edit.place().span();
      boolean inLine =
          edit.place().file() == file
              && span.start() >= whole.start()
              && span.end() <= whole.end()
              && edit.text().lines().count() <= 1
              && !edit.text().endsWith("\n");
      if (!inLine) {
        return Optional.empty();
      }
      text.replace(span.start() - whole.start(), span.end() - whole.start(), edit.text());
    }
    boolean isSaid = edits.size() == 1 && fix.title().contains("`" + edits.getFirst().text() + "`");
    return isSaid ? Optional.empty() : Optional.of(new Changed(line, text.toString()));
  }

  private static int gutter(Diagnostic diagnostic) {
    int greatest = Excerpt.lastLine(diagnostic.place());
    for (Related related : diagnostic.related()) {
      greatest = Math.max(greatest, Excerpt.lastLine(related.place()));
    }
    return String.valueOf(greatest).length();
  }
}
