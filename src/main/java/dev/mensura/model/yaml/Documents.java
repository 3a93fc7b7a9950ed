package dev.mensura.model.yaml;

import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file into documents before any is read, so that a broken one leaves the others alone. A
 * line that starts with {@code ---} starts a document wherever it stands, even in a quoted text.
 */
final class Documents {
  private Documents() {}

  static List<Span> of(SourceFile file) {
    List<Span> documents = new ArrayList<>();
    int start = 0;
    boolean empty = true;
    for (int line = 1; line <= file.lineCount(); line++) {
      Span span = file.lineSpan(line);
      boolean starts = isMarker(file.text(), span, "---");
      if (starts && !empty) {
        documents.add(new Span(start, span.start()));
        start = span.start();
      }
      // Comments and directives before a marker belong to the document behind it.
      empty = !starts && empty && isPrologue(file.text(span));
    }
    documents.add(new Span(start, file.text().length()));
    return documents;
  }

  private static boolean isMarker(String text, Span line, String marker) {
    int end = line.start() + marker.length();
    return text.startsWith(marker, line.start())
        && end <= line.end()
        && (end == line.end() || text.charAt(end) == ' ' || text.charAt(end) == '\t');
  }

  private static boolean isPrologue(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || line.startsWith("%") || text.equals("\uFEFF");
  }
}
