package dev.mensura.model;

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

/** Collects what is wrong with one file. */
final class Findings {
  private final SourceFile file;
  private final List<Diagnostic> list = new ArrayList<>();

  Findings(SourceFile file) {
    this.file = file;
  }

  SourceFile file() {
    return file;
  }

  Place place(Span span) {
    return new Place(file, span);
  }

  void add(Diagnostic diagnostic) {
    list.add(diagnostic);
  }

  void addAll(Collection<Diagnostic> diagnostics) {
    list.addAll(diagnostics);
  }

  void add(Code code, Span span, String message) {
    add(Diagnostic.of(code, place(span), message));
  }

  /** An unknown name, with the nearest of those that there are. */
  void unknown(Code code, Span span, String message, String name, Collection<String> known) {
    add(suggest(Diagnostic.of(code, place(span), message), name, known));
  }

  static Diagnostic suggest(Diagnostic plain, String name, Collection<String> known) {
    return Nearest.to(name, known)
        .map(n -> plain.note("Did you mean `" + n + "`?").fix("Write `" + n + "`", n))
        .orElseGet(() -> listing(plain, known));
  }

  private static Diagnostic listing(Diagnostic plain, Collection<String> known) {
    return known.isEmpty() || known.size() > 24
        ? plain
        : plain.note("There are: " + quoted(known) + ".");
  }

  static String quoted(Collection<String> names) {
    return String.join(", ", names.stream().sorted().map(n -> "`" + n + "`").toList());
  }

  /** How many there are so far. */
  int size() {
    return list.size();
  }

  List<Diagnostic> list() {
    return Collections.unmodifiableList(list);
  }
}
