package dev.mensura.registry;

import dev.mensura.registry.DefinitionForm.About;
import dev.mensura.registry.Part.Content;
import dev.mensura.syntax.Names;
import java.util.List;
import java.util.Optional;

/** Writes what people are told of a metric as properties in braces. */
final class AboutWriter {
  private final FormText.Builder out;
  private boolean open;

  private AboutWriter(FormText.Builder out) {
    this.out = out;
  }

  static void write(About about, FormText.Builder out) {
    var writer = new AboutWriter(out);
    writer.text("label", about.label());
    writer.text("description", about.description());
    writer.texts("tags", about.tags());
    writer.text("owner", about.owner());
    writer.text("unit", about.unit());
    writer.text("format", about.format());
    writer.texts("synonyms", about.synonyms());
    if (writer.open) {
      out.add(" }");
    }
  }

  private void start(String property) {
    out.add((open ? " " : " { ") + property + ": ");
    open = true;
  }

  private void text(String property, Optional<String> text) {
    text.ifPresent(t -> {
      start(property);
      out.add(
          TextLiteral.prose(FormTexts.lines(t)),
          Parameter.of(property, JsonText.text(t)),
          Content.OTHER);
    });
  }

  private void texts(String property, List<String> texts) {
    if (!texts.isEmpty()) {
      start(property);
      List<String> items =
          texts.stream().distinct().map(t -> isWord(t) ? t : TextLiteral.prose(t)).toList();
      out.add(
          "[" + String.join(", ", items) + "]",
          Parameter.of(property, JsonText.texts(texts)),
          Content.OTHER);
    }
  }

  private static boolean isWord(String text) {
    return text.matches("[A-Za-z_]\\w*") && !Names.isReserved(text);
  }
}
