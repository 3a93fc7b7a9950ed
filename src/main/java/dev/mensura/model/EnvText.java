package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of the settings that may name variables of the environment, such as {@code ${PGPASSWORD}}.
 *
 * @param text as written
 * @param place where
 */
public record EnvText(String text, Place place) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** A variable that a text names and the environment doesn't have is the diagnostic. */
  public record Expanded(Optional<String> value, Optional<Diagnostic> diagnostic) {}

  /**
   * The text with every variable replaced.
   *
   * @param environment the value of a variable
   */
  public Expanded expand(Function<String, Optional<String>> environment) {
    var expanded = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      Optional<String> value = environment.apply(name);
      if (value.isEmpty()) {
        String message = "The environment has no variable `" + name + "`.";
        return new Expanded(
            Optional.empty(), Optional.of(Diagnostic.of(Code.DATABASE, place, message)));
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(value.get()));
    }
    matcher.appendTail(expanded);
    return new Expanded(Optional.of(expanded.toString()), Optional.empty());
  }

  /** Never the text itself: it may be a password. */
  @Override
  public String toString() {
    return "EnvText at " + place;
  }
}
