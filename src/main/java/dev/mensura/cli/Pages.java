package dev.mensura.cli;

import dev.mensura.diagnostic.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages of the diagnostics, as the documentation has them. */
final class Pages {
  private Pages() {}

  /** The page in Markdown; of a code without a page, what the code itself says. */
  static String text(Code code) {
    try (InputStream page = Pages.class.getResourceAsStream("errors/" + code.id() + ".md")) {
      return page == null
          ? "# `" + code.id() + "`\n\n" + code.title() + "\n"
          : new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
