package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A structured form as text of the language.
 *
 * @param text one declaration of a metric, formatted
 * @param parts what of it was made of which parameter; one may lie in another
 */
public record FormText(String text, List<Part> parts) {
  public FormText {
    parts = List.copyOf(parts);
  }

  /** The parameter that a stretch of the text was made of; none if it is of several. */
  public Optional<Parameter> parameter(Span span) {
    return part(span).map(Part::parameter);
  }

  /**
   * Findings about the text as findings about the form: where a part holds the place, the place is
   * in its parameter. A fix stays as far as it can be said of the parameters.
   *
   * @param diagnostics of a check of {@link #text} as a file of its own
   */
  public List<Diagnostic> inForm(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(this::inForm).toList();
  }

  private Diagnostic inForm(Diagnostic diagnostic) {
    Optional<Place> place = place(diagnostic.place());
    if (place.isEmpty()) {
      return diagnostic;
    }
    Diagnostic moved =
        new Diagnostic(
            diagnostic.code(),
            place.get(),
            diagnostic.message(),
            diagnostic.notes(),
            diagnostic.related(),
            List.of());
    for (Fix fix : diagnostic.fixes()) {
      List<Edit> edits = fix.edits().stream().flatMap(e -> edit(e).stream()).toList();
      if (edits.size() == fix.edits().size()) {
        moved = moved.fix(new Fix(fix.title(), edits));
      }
    }
    return moved;
  }

  private Optional<Part> part(Span span) {
    return parts.stream()
        .filter(p -> p.holds(span))
        .min(Comparator.comparingInt(p -> p.span().length()));
  }

  private Optional<Place> place(Place place) {
    if (!place.file().text().equals(text)) {
      return Optional.empty();
    }
    return part(place.span()).map(p -> new Place(p.parameter().file(), origin(p, place.span())));
  }

  private static Span origin(Part part, Span span) {
    if (part.content() != Part.Content.SAME) {
      return part.origin();
    }
    int shift = part.origin().start() - part.span().start();
    return new Span(span.start() + shift, span.end() + shift);
  }

  private Optional<Edit> edit(Edit edit) {
    Optional<Place> to = place(edit.place());
    Optional<Part> part = part(edit.place().span());
    if (to.isEmpty() || part.isEmpty()) {
      return Optional.empty();
    }
    return switch (part.get().content()) {
      case SAME -> Optional.of(new Edit(to.get(), inJson(edit.text())));
      case LITERAL ->
          part.get().span().equals(edit.place().span())
              ? literal(edit.text()).map(value -> new Edit(to.get(), JsonText.line(value)))
              : Optional.empty();
      case OTHER -> Optional.empty();
    };
  }

  private static String inJson(String code) {
    boolean quotedName = code.matches("`[^`]+`");
    String quoted =
        JsonText.line(JsonText.text(quotedName ? code.substring(1, code.length() - 1) : code));
    return quoted.substring(1, quoted.length() - 1);
  }

  private static Optional<JsonNode> literal(String code) {
    var file = new SourceFile("<fix>", code);
    return Parser.parseExpression(file, new Span(0, code.length()), code)
        .expr()
        .flatMap(FilterLiterals::json);
  }

  /** Puts a text together and notes what it is made of. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    Builder add(String code) {
      text.append(code);
      return this;
    }

    /** Code that was made of the value of a parameter. */
    Builder add(String code, Parameter parameter, Part.Content content) {
      Span value = parameter.value();
      String json = parameter.file().text(value);
      // Quotes and escapes of both are the same, mostly.
      if (content != Part.Content.SAME || json.equals(code)) {
        return add(code, parameter, value, content);
      }
      return json.equals("\"" + code + "\"")
          ? add(code, parameter, new Span(value.start() + 1, value.end() - 1), content)
          : add(code, parameter, value, Part.Content.OTHER);
    }

    Builder add(String code, Parameter parameter, Span origin, Part.Content content) {
      int start = text.length();
      text.append(code);
      parts.add(new Part(new Span(start, text.length()), parameter, origin, content));
      return this;
    }

    int length() {
      return text.length();
    }

    /** Everything since an offset was made of a parameter. */
    void since(int start, Parameter parameter) {
      parts.add(
          new Part(
              new Span(start, text.length()), parameter, parameter.value(), Part.Content.OTHER));
    }

    FormText build() {
      return new FormText(text.toString(), parts);
    }
  }

  /**
   * The same text, laid out anew.
   *
   * @param formatted differs in spaces and line breaks alone; else there is none
   */
  Optional<FormText> laidOut(String formatted) {
    int[] to = new int[text.length() + 1];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        while (at < formatted.length() && Character.isWhitespace(formatted.charAt(at))) {
          at++;
        }
        if (at == formatted.length() || formatted.charAt(at) != c) {
          return Optional.empty();
        }
      }
      to[i] = at;
      if (!Character.isWhitespace(c)) {
        at++;
      }
    }
    to[text.length()] = at;
    if (!formatted.substring(at).isBlank()) {
      return Optional.empty();
    }
    List<Part> moved =
        parts.stream()
            .map(p -> {
              int start = to[p.span().start()];
              int end = p.span().length() == 0 ? start : to[p.span().end() - 1] + 1;
              return p.at(new Span(start, Math.max(start, end)));
            })
            .toList();
    return Optional.of(new FormText(formatted, moved));
  }
}
