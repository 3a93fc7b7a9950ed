package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.Optional;

/**
 * A parameter of the structured form as a text that findings can point into: {@code
 * "login_count__gt": 100}, in a file called {@code <filters.login_count__gt>}.
 *
 * @param name how findings call it
 * @param file its key and value in JSON
 * @param value where the value stands in the file
 */
public record Parameter(String name, SourceFile file, Span value) {
  /** What is longer is cut where it is shown. */
  private static final int SHOWN = 2_000;

  static Parameter of(String name, JsonNode value) {
    return of(name, name, value);
  }

  static Parameter ofFilter(String key, JsonNode value) {
    return of("filters." + key, key, value);
  }

  private static Parameter of(String name, String key, JsonNode value) {
    String start = JsonText.line(JsonText.text(cut(key))) + ": ";
    String text = cut(JsonText.line(value));
    var span = new Span(start.length(), start.length() + text.length());
    return new Parameter(cut(name), new SourceFile("<" + cut(name) + ">", start + text), span);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** The parameter that a place stands for; none if it is in a file. */
  public static Optional<String> at(Place place) {
    String path = place.file().path();
    boolean named = path.length() > 2 && path.startsWith("<") && path.endsWith(">");
    return named ? Optional.of(path.substring(1, path.length() - 1)) : Optional.empty();
  }

  /** Where the key stands, without its quotes. */
  Span key() {
    return new Span(1, value.start() - 3);
  }

  Diagnostic finding(Code code, String message) {
    return finding(code, value, message);
  }

  Diagnostic finding(Code code, Span span, String message) {
    return Diagnostic.of(code, new Place(file, span), message);
  }
}
