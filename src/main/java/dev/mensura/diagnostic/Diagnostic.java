package dev.mensura.diagnostic;

import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One finding.
 *
 * @param code what kind it is
 * @param place where
 * @param message one sentence; names and code in backticks
 * @param notes advice and background, a sentence each
 * @param related other places that it speaks of
 * @param fixes changes that take it away, the likeliest first
 */
public record Diagnostic(
    Code code,
    Place place,
    String message,
    List<String> notes,
    List<Related> related,
    List<Fix> fixes) {
  /** By file, place and kind: the order in which findings are shown. */
  public static final Comparator<Diagnostic> ORDER =
      Comparator.comparing((Diagnostic d) -> d.place().file().path())
          .thenComparing(d -> d.place().span().start())
          .thenComparing(d -> d.place().span().end())
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  public Diagnostic {
    notes = List.copyOf(notes);
    related = List.copyOf(related);
    fixes = List.copyOf(fixes);
  }

  public static Diagnostic of(Code code, Place place, String message) {
    return new Diagnostic(code, place, message, List.of(), List.of(), List.of());
  }

  public Severity severity() {
    return code.severity();
  }

  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  public Diagnostic note(String note) {
    return new Diagnostic(code, place, message, with(notes, note), related, fixes);
  }

  public Diagnostic related(Place at, String what) {
    return new Diagnostic(code, place, message, notes, with(related, new Related(at, what)), fixes);
  }

  public Diagnostic fix(Fix fix) {
    return new Diagnostic(code, place, message, notes, related, with(fixes, fix));
  }

  /** A fix that replaces the text of the finding's own place. */
  public Diagnostic fix(String title, String replacement) {
    return fix(new Fix(title, List.of(new Edit(place, replacement))));
  }

  /**
   * The same finding about a file whose text is part of another one's.
   *
   * @param start where in {@code whole} the text of {@code part} starts
   */
  public Diagnostic in(SourceFile part, SourceFile whole, int start) {
    UnaryOperator<Place> moved =
        p -> p.file() == part ? new Place(whole, p.span().shifted(start)) : p;
    return new Diagnostic(
        code,
        moved.apply(place),
        message,
        notes,
        related.stream().map(r -> new Related(moved.apply(r.place()), r.message())).toList(),
        fixes.stream().map(f -> moved(f, moved)).toList());
  }

  private static Fix moved(Fix fix, UnaryOperator<Place> moved) {
    return new Fix(
        fix.title(),
        fix.edits().stream().map(e -> new Edit(moved.apply(e.place()), e.text())).toList());
  }

  private static <T> List<T> with(List<T> list, T one) {
    var all = new ArrayList<>(list);
    all.add(one);
    return all;
  }
}
