package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Collects what the check of one declaration finds; its places are in one file. */
final class Findings {
  private final SourceFile file;
  private final List<Diagnostic> list = new ArrayList<>();
  private int errors;

  Findings(SourceFile file) {
    this.file = file;
  }

  SourceFile file() {
    return file;
  }

  Place place(Span span) {
    return new Place(file, span);
  }

  String text(Span span) {
    return file.text(span);
  }

  void add(Diagnostic diagnostic) {
    // One mistake that several base models run into is one finding.
    boolean known =
        list.stream()
            .anyMatch(d -> d.code() == diagnostic.code() && d.place().equals(diagnostic.place()));
    if (!known) {
      list.add(diagnostic);
    }
    if (diagnostic.isError()) {
      errors++;
    }
  }

  /** Says more of what was said before, where it was. */
  void amend(Code code, Span span, UnaryOperator<Diagnostic> amendment) {
    Place place = place(span);
    list.replaceAll(d -> d.code() == code && d.place().equals(place) ? amendment.apply(d) : d);
  }

  void add(Code code, Span span, String message) {
    add(Diagnostic.of(code, place(span), message));
  }

  /**
   * Adds to what was found of some kinds.
   *
   * @param before how many errors there were before
   */
  void note(int before, Set<Code> codes, String note) {
    if (errors > before && codes.contains(list.getLast().code())) {
      list.set(list.size() - 1, list.getLast().note(note));
    }
  }

  /** An unknown name, with the nearest of what there is. */
  void unknown(Code code, Span span, String message, String name, Collection<String> known) {
    Diagnostic plain = Diagnostic.of(code, place(span), message);
    add(
        Nearest.to(name, known)
            .map(n -> plain.note("Did you mean `" + n + "`?").fix("Write `" + n + "`", n))
            .orElseGet(() -> listing(plain, known)));
  }

  private static Diagnostic listing(Diagnostic plain, Collection<String> known) {
    if (known.isEmpty() || known.size() > 12) {
      return plain;
    }
    return plain.note("There are: " + quoted(known) + ".");
  }

  static String quoted(Collection<String> names) {
    return String.join(", ", names.stream().sorted().map(n -> "`" + n + "`").toList());
  }

  /** How many errors were added, repeated ones included. */
  int errors() {
    return errors;
  }

  List<Diagnostic> list() {
    return Collections.unmodifiableList(list);
  }
}
