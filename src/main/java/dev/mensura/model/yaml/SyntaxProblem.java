package dev.mensura.model.yaml;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Says in the words of a person what is wrong with a document. What the library says is used to
 * tell kinds of mistakes apart and is never shown.
 */
final class SyntaxProblem {
  private final SourceFile file;
  private final Span document;
  private final Offsets offsets;

  SyntaxProblem(SourceFile file, Span document, Offsets offsets) {
    this.file = file;
    this.document = document;
    this.offsets = offsets;
  }

  Diagnostic describe(MarkedYamlEngineException exception) {
    String problem = Optional.ofNullable(exception.getProblem()).orElse("");
    String context = Optional.ofNullable(exception.getContext()).orElse("");
    int at = exception.getProblemMark().map(m -> offsets.at(m.getIndex())).orElse(document.start());
    int opened = exception.getContextMark().map(m -> offsets.at(m.getIndex())).orElse(at);
    if (character(at) == '\t' && isIndentation(at)) {
      return tab(at);
    }
    if (context.contains("quoted scalar") && problem.contains("unexpected end")
        || problem.contains("unexpected document separator")) {
      return refuse(opened, 1, "The quoted text that starts here has no end.");
    }
    if (context.contains("flow mapping")) {
      return refuse(opened, 1, "The `{` here is not closed by a `}` before `" + word(at) + "`.");
    }
    if (context.contains("flow sequence")) {
      return refuse(opened, 1, "The `[` here is not closed by a `]` before `" + word(at) + "`.");
    }
    if (problem.contains("escape") || problem.contains("hexadecimal")) {
      return refuse(at, 1, "No escape of a text in double quotes is written so.")
          .note("A text in single quotes takes every character as it is.");
    }
    if (problem.contains("mapping values are not allowed")) {
      return colon(at);
    }
    if (problem.contains("could not find expected ':'")) {
      return refuse(opened, wordLength(opened), "The key `" + word(opened) + "` lacks its `: `.");
    }
    if (problem.contains("cannot start any token")) {
      return needsQuotes(at);
    }
    if (context.contains("block scalar")) {
      return refuse(
          opened, 1, "The text behind `" + character(opened) + "` starts on the next line.");
    }
    return other(at);
  }

  private Diagnostic tab(int at) {
    return refuse(at, 1, "A tab stands where YAML takes only spaces.");
  }

  private Diagnostic colon(int at) {
    Span line = lineOf(at);
    String before = file.text(new Span(line.start(), at)).strip();
    if (before.contains(": ")) {
      return refuse(at, 1, "A value that holds `: ` needs quotes around it.");
    }
    return refuse(at, 1, "The key `" + before + "` is not lined up with the keys around it.")
        .note(
            "Keys of one mapping start in one column; what belongs to a key is indented by more.");
  }

  private Diagnostic needsQuotes(int at) {
    char c = character(at);
    Span value = new Span(at, valueEnd(at));
    Diagnostic refused =
        Diagnostic.of(
            Code.BAD_YAML,
            new Place(file, value),
            "A value that starts with `%s` needs quotes around it."
                .formatted(c == '`' ? "a backquote" : String.valueOf(c))
                .replace("`a backquote`", "a backquote"));
    String text = file.text(value);
    return text.contains("'") ? refused : refused.fix("Put it in quotes", "'" + text + "'");
  }

  private Diagnostic other(int at) {
    if (at >= document.end() || word(at).isEmpty()) {
      return refuse(at, 0, "The document ends here before it is complete.");
    }
    return refuse(at, wordLength(at), "`" + word(at) + "` can't stand here.")
        .note(
            "Keys of one mapping start in one column; what belongs to a key is indented by more.");
  }

  private Diagnostic refuse(int at, int length, String message) {
    int end = Math.min(at + length, file.text().length());
    return Diagnostic.of(Code.BAD_YAML, new Place(file, new Span(at, end)), message);
  }

  private char character(int at) {
    return at < file.text().length() ? file.text().charAt(at) : '\n';
  }

  private boolean isIndentation(int at) {
    return file.text(new Span(lineOf(at).start(), at)).isBlank();
  }

  private Span lineOf(int at) {
    return file.lineSpan(file.position(at).line());
  }

  /** Where the value that starts at {@code at} ends: at a comment, or the end of its line. */
  private int valueEnd(int at) {
    String rest = file.text(new Span(at, Math.max(at, lineOf(at).end())));
    int comment = rest.indexOf(" #");
    return at + (comment < 0 ? rest : rest.substring(0, comment)).stripTrailing().length();
  }

  /** The letters up to the next space, colon or end of line, at most a few. */
  private String word(int at) {
    return file.text().substring(at, at + wordLength(at));
  }

  private int wordLength(int at) {
    int end = Math.min(Math.max(at, lineOf(Math.min(at, file.text().length())).end()), at + 30);
    int i = at;
    while (i < end && !Character.isWhitespace(character(i)) && (i == at || character(i) != ':')) {
      i++;
    }
    return i - at;
  }
}
