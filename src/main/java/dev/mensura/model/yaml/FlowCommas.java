package dev.mensura.model.yaml;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Mends what YAML cuts in two: inside braces a comma ends a value, so that {@code {type:
 * decimal(12,2)}} reads as a value {@code decimal(12} and a key {@code 2)} of nothing. Digits
 * between commas can mean only one thing and are taken as they look; any other such text needs
 * quotes.
 */
final class FlowCommas {
  private static final Pattern DIGITS = Pattern.compile("\\w+\\s*\\(\\s*\\d+\\s*,\\s*\\d+\\s*\\)");

  private final SourceFile file;
  private final List<Diagnostic> diagnostics;

  FlowCommas(SourceFile file, List<Diagnostic> diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  List<Yaml.Entry> mend(List<Yaml.Entry> entries) {
    List<Yaml.Entry> mended = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Yaml.Entry entry = entries.get(i);
      int last = last(entries, i);
      if (last > i && entry.value() instanceof Yaml.Scalar value) {
        mended.add(new Yaml.Entry(entry.key(), join(value, entries.get(last).key())));
        i = last;
      } else {
        mended.add(entry);
      }
    }
    return mended;
  }

  /**
   * The last entry behind the one at {@code i} that is a piece of its value: a key without colon.
   */
  private int last(List<Yaml.Entry> entries, int i) {
    boolean plain =
        entries.get(i).value() instanceof Yaml.Scalar value
            && value.style() == Yaml.Style.PLAIN
            && value.span().length() > 0;
    int last = i;
    while (plain && last + 1 < entries.size() && isBare(entries.get(last + 1))) {
      last++;
    }
    return last;
  }

  private boolean isBare(Yaml.Entry entry) {
    int at = entry.key().span().end();
    String text = file.text();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return entry.key().style() == Yaml.Style.PLAIN
        && entry.value().span().length() == 0
        && (at == text.length() || text.charAt(at) != ':');
  }

  private Yaml.Scalar join(Yaml.Scalar value, Yaml.Scalar end) {
    Span span = value.span().to(end.span());
    String text = file.text(span);
    if (!DIGITS.matcher(text).matches()) {
      Diagnostic cut =
          Diagnostic.of(
              Code.BAD_YAML,
              new Place(file, span),
              "Inside braces a comma ends a value: `" + text + "` needs quotes around it.");
      diagnostics.add(cut.fix("Put it in quotes", YamlText.quoted(text)));
    }
    return new Yaml.Scalar(text, Yaml.Kind.TEXT, Yaml.Style.PLAIN, span);
  }
}
