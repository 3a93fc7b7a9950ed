package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that is read, and where its characters are in a file.
 *
 * @param file where findings are shown
 * @param text what the offsets of tokens count in
 * @param start the first character to read
 * @param end behind the last one
 * @param whole where all of it is, if the text is not the file's own, character by character
 */
record Excerpt(SourceFile file, String text, int start, int end, @Nullable Span whole) {

  static Excerpt of(SourceFile file) {
    return new Excerpt(file, file.text(), 0, file.text().length(), null);
  }

  /** A part of a file; what it says may be spelled otherwise there. */
  static Excerpt of(SourceFile file, Span span, String text) {
    return span.end() <= file.text().length() && file.text(span).equals(text)
        ? new Excerpt(file, file.text(), span.start(), span.end(), null)
        : new Excerpt(file, text, 0, text.length(), span);
  }

  Span span(int from, int to) {
    return whole == null ? new Span(from, to) : whole;
  }

  Place place(int from, int to) {
    return new Place(file, span(from, to));
  }

  String text(int from, int to) {
    return text.substring(from, to);
  }

  Diagnostic finding(Code code, int from, int to, String message) {
    return Diagnostic.of(code, place(from, to), message);
  }

  /** Adds a fix, if an edit of this text is one of the file. */
  Diagnostic fix(Diagnostic finding, String title, Change... changes) {
    if (whole != null) {
      return finding;
    }
    List<Edit> edits = new ArrayList<>();
    for (Change change : changes) {
      edits.add(new Edit(place(change.from(), change.to()), change.text()));
    }
    return finding.fix(new Fix(title, edits));
  }

  /** A replacement of the characters between two offsets. */
  record Change(int from, int to, String text) {
    static Change insert(int at, String text) {
      return new Change(at, at, text);
    }
  }
}
