package dev.mensura.registry;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which texts a form may hold. */
final class FormTexts {
  /** The most characters of a description or of an expression. */
  private static final int MOST = 64 * 1024;

  /** The most characters of a word such as a tag. */
  private static final int MOST_OF_WORD = 200;

  private final List<Diagnostic> findings = new ArrayList<>();

  private FormTexts() {}

  /** A text with one sort of line break. */
  static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  static List<Diagnostic> check(DefinitionForm form) {
    var texts = new FormTexts();
    Parameter name = Parameter.of("name", JsonText.text(form.name()));
    DefinitionText.problem(form.name(), new Place(name.file(), name.value()))
        .ifPresent(texts.findings::add);
    texts.check("model", form.model(), MOST_OF_WORD);
    texts.check("dimension", form.dimension(), MOST_OF_WORD * 5);
    texts.check("numerator", form.numerator(), MOST);
    texts.check("denominator", form.denominator(), MOST);
    texts.check("sql", form.sql(), MOST);
    texts.check("label", form.about().label(), MOST_OF_WORD);
    texts.check("description", form.about().description(), MOST);
    texts.check("owner", form.about().owner(), MOST_OF_WORD);
    texts.check("unit", form.about().unit(), MOST_OF_WORD);
    texts.check("format", form.about().format(), MOST_OF_WORD);
    form.about().tags().forEach(tag -> texts.word("tags", tag));
    form.about().synonyms().forEach(word -> texts.word("synonyms", word));
    return texts.findings;
  }

  private void word(String parameter, String word) {
    if (word.isBlank()) {
      findings.add(
          Parameter.of(parameter, JsonText.text(word))
              .finding(Code.BAD_PARAMETER, "One of `" + parameter + "` is empty."));
    }
    check(parameter, Optional.of(word), MOST_OF_WORD);
  }

  private void check(String parameter, Optional<String> given, int most) {
    if (given.isEmpty()) {
      return;
    }
    String text = lines(given.get());
    Optional<String> problem =
        text.length() > most
            ? Optional.of("has %,d characters; %,d are the most".formatted(text.length(), most))
            : TextLiteral.oddCharacter(text)
                .map(odd -> "holds " + odd + ", which no text may hold");
    problem.ifPresent(p ->
        findings.add(
            Parameter.of(parameter, JsonText.text(text))
                .finding(Code.BAD_PARAMETER, "`" + parameter + "` " + p + ".")));
  }
}
