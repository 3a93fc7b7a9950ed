package dev.mensura.cli;

import dev.mensura.diagnostic.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options and words that a command was given. */
final class Arguments {
  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  /** All values of an option that can stand several times. */
  List<String> texts(String option) {
    return has(option) ? parsed.matchedOption(option).stringValues() : List.of();
  }

  List<String> words() {
    return parsed.matchedPositionals().stream().flatMap(p -> p.stringValues().stream()).toList();
  }

  /** The value of an option that takes one of a few words, the first of them by default. */
  <E extends Enum<E>> E oneOf(String option, Class<E> choices) {
    E[] all = choices.getEnumConstants();
    Optional<String> given = text(option);
    if (given.isEmpty()) {
      return all[0];
    }
    List<String> words = List.of(all).stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    int index = words.indexOf(given.get());
    if (index < 0) {
      throw Stop.usage("`%s` takes %s, not `%s`.".formatted(option, either(words), given.get()))
          .hint(Nearest.to(given.get(), words).map(w -> "The nearest is `" + w + "`.").orElse(""));
    }
    return all[index];
  }

  OptionalLong count(String option) {
    Optional<String> given = text(option);
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!given.get().matches("\\d{1,18}")) {
      throw Stop.usage("`%s` takes a whole number, not `%s`.".formatted(option, given.get()));
    }
    return OptionalLong.of(Long.parseLong(given.get()));
  }

  /** The value of an option that takes a version. */
  OptionalInt version(String option) {
    OptionalLong given = count(option);
    return given.isPresent()
        ? OptionalInt.of((int) Math.min(given.getAsLong(), Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  static String either(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? "`" + String.join("", words) + "`"
        : "`" + String.join("`, `", words.subList(0, last)) + "` or `" + words.get(last) + "`";
  }

  static OptionSpec option(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(value)
        .description(description)
        .build();
  }

  /** An option that can stand several times. */
  static OptionSpec options(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(String[].class)
        .arity("1")
        .paramLabel(value)
        .description(description)
        .build();
  }

  /** A word that stands behind the command. */
  static PositionalParamSpec word(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .paramLabel(label)
        .arity("1")
        .required(true)
        .type(String.class)
        .description(description)
        .build();
  }

  /** A word that may stand behind the command. */
  static PositionalParamSpec optionalWord(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .paramLabel("[" + label + "]")
        .hideParamSyntax(true)
        .arity("0..1")
        .required(false)
        .type(String.class)
        .description(description)
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }
}
