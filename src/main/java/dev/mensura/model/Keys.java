package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the keys of one mapping; a value of the wrong kind is reported once and then absent. */
final class Keys {
  private final Findings findings;
  private final Yaml.Mapping mapping;

  Keys(Findings findings, Yaml.Mapping mapping) {
    this.findings = findings;
    this.mapping = mapping;
  }

  boolean has(String key) {
    return mapping.entry(key).isPresent();
  }

  Optional<Yaml> value(String key) {
    return mapping.entry(key).map(Yaml.Entry::value).filter(v -> isSomething(key, v));
  }

  /** Where a key itself stands. */
  Optional<Span> keySpan(String key) {
    return mapping.entry(key).map(e -> e.key().span());
  }

  Optional<Yaml.Scalar> text(String key) {
    return value(key).flatMap(v -> text(key, v));
  }

  Optional<String> words(String key) {
    return text(key).map(s -> s.value().strip());
  }

  boolean flag(String key, boolean fallback) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof Yaml.Scalar s && s.type() == Yaml.Kind.BOOLEAN) {
      return Boolean.parseBoolean(s.value());
    }
    wrong(key, "`true` or `false`", value.get());
    return fallback;
  }

  Optional<Yaml.Mapping> mapping(String key) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && !(value.get() instanceof Yaml.Mapping)) {
      wrong(key, "a mapping", value.get());
    }
    return value.filter(Yaml.Mapping.class::isInstance).map(Yaml.Mapping.class::cast);
  }

  /** A list of texts. */
  List<String> texts(String key) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Yaml.Sequence list)) {
      wrong(key, "a list of texts", value.get());
      return List.of();
    }
    return list.items().stream()
        .flatMap(item -> text(key, item).stream())
        .map(Yaml.Scalar::value)
        .toList();
  }

  /** One text, or a list of one or more. */
  List<Yaml.Scalar> oneOrMore(String key) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Yaml.Sequence list)) {
      return text(key, value.get()).stream().toList();
    }
    if (list.items().isEmpty()) {
      findings.add(Code.BAD_VALUE, list.span(), "`" + key + "` has an empty list.");
    }
    List<Yaml.Scalar> texts = new ArrayList<>();
    list.items().forEach(item -> text(key, item).ifPresent(texts::add));
    return texts;
  }

  /** The scalar if it is a text that says something; a number or boolean needs quotes. */
  Optional<Yaml.Scalar> text(String key, Yaml value) {
    if (value instanceof Yaml.Scalar s && s.isText()) {
      if (s.value().isBlank()) {
        findings.add(Code.BAD_VALUE, s.span(), "`" + key + "` has an empty text.");
        return Optional.empty();
      }
      return Optional.of(s);
    }
    Diagnostic wrong = wrongKind(key, "a text", value);
    boolean quotable = value instanceof Yaml.Scalar s && !s.isNothing();
    findings.add(
        quotable && value instanceof Yaml.Scalar s
            ? wrong.fix("Put it in quotes", '"' + s.value() + '"')
            : wrong);
    return Optional.empty();
  }

  void wrong(String key, String expected, Yaml found) {
    findings.add(wrongKind(key, expected, found));
  }

  private Diagnostic wrongKind(String key, String expected, Yaml found) {
    String message = "`%s` takes %s; %s was found.".formatted(key, expected, found.kind());
    return Diagnostic.of(Code.BAD_VALUE, findings.place(found.span()), message);
  }

  private boolean isSomething(String key, Yaml value) {
    if (value instanceof Yaml.Scalar s && s.isNothing()) {
      Span at = s.span().length() > 0 ? s.span() : keySpan(key).orElse(s.span());
      findings.add(Code.BAD_VALUE, at, "`" + key + "` has no value.");
      return false;
    }
    return true;
  }

  /** Reports every key that the vocabulary doesn't have. */
  void onlyKnown(Vocabulary vocabulary) {
    for (Yaml.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (!vocabulary.keys().contains(key)) {
        findings.add(unknown(vocabulary, entry.key()));
      }
    }
  }

  private Diagnostic unknown(Vocabulary vocabulary, Yaml.Scalar key) {
    String name = key.value();
    if (vocabulary.later().contains(name)) {
      String message = "`" + name + "` is not supported yet.";
      return Diagnostic.of(Code.NOT_SUPPORTED_YET, findings.place(key.span()), message);
    }
    String message = "`" + name + "` is no key of " + vocabulary.owner() + ".";
    Diagnostic plain = Diagnostic.of(Code.UNKNOWN_KEY, findings.place(key.span()), message);
    if (name.equals("measures") || name.equals("metrics")) {
      return plain.note("Metrics are declared in `.metric` files.");
    }
    String here = vocabulary.elsewhere().get(name.toLowerCase(Locale.ROOT));
    if (here != null) {
      return plain.note("It is called `" + here + "` here.").fix("Write `" + here + "`", here);
    }
    return Findings.suggest(plain, name, vocabulary.keys());
  }

  /** Reports that a key is missing, unless another key was probably meant to be it. */
  void missing(String key, Vocabulary vocabulary, Span place, String message) {
    boolean misspelt =
        mapping.entries().stream()
            .map(e -> e.key().value())
            .filter(k -> !vocabulary.keys().contains(k))
            .anyMatch(k -> vocabulary.meant(k).filter(key::equals).isPresent());
    if (!has(key) && !misspelt) {
      findings.add(Code.MISSING_KEY, place, message);
    }
  }
}
