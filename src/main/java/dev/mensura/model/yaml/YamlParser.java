package dev.mensura.model.yaml;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the documents of a YAML file. */
public final class YamlParser {
  /** No file that a person keeps is longer, in UTF-16 units. */
  private static final int MAX_LENGTH = 8 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(MAX_LENGTH + 1).build();

  private final SourceFile file;
  private final List<Yaml> documents = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private YamlParser(SourceFile file) {
    this.file = file;
  }

  public static YamlFile parse(SourceFile file) {
    var parser = new YamlParser(file);
    if (parser.isText()) {
      Documents.of(file).forEach(parser::document);
    }
    return new YamlFile(parser.documents, parser.diagnostics);
  }

  private boolean isText() {
    String text = file.text();
    if (text.length() > MAX_LENGTH) {
      refuse(new Span(0, 0), "The file is longer than " + MAX_LENGTH + " characters.");
      return false;
    }
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int end = at + Character.charCount(point);
      if (point == 0xFFFD) {
        refuse(new Span(at, end), "The file is not UTF-8: a byte here is part of no character.");
        return false;
      }
      if (!StreamReader.isPrintable(point)) {
        refuse(
            new Span(at, end),
            "The character `U+%04X` can't stand in a YAML file.".formatted(point));
        return false;
      }
      at = end;
    }
    return true;
  }

  private void document(Span span) {
    String text = file.text(span);
    var offsets = new Offsets(span.start(), text);
    var tree = new TreeBuilder(file, offsets, diagnostics);
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        tree.add(event);
        if (tree.isAbandoned()) {
          return;
        }
      }
    } catch (MarkedYamlEngineException problem) {
      diagnostics.add(new SyntaxProblem(file, span, offsets).describe(problem));
      return;
    } catch (YamlEngineException problem) {
      // What has no mark speaks of the document's first lines, such as a version that doesn't
      // exist.
      refuse(file.lineSpan(file.position(span.start()).line()), "No YAML 1.2 document starts so.");
      return;
    }
    tree.root().filter(root -> !isNothing(root)).ifPresent(documents::add);
  }

  private static boolean isNothing(Yaml root) {
    return root instanceof Yaml.Scalar scalar && scalar.isNothing() && scalar.span().length() == 0;
  }

  private void refuse(Span span, String message) {
    diagnostics.add(Diagnostic.of(Code.BAD_YAML, new Place(file, span), message));
  }

  /** The first document of a text. */
  static Optional<Yaml> only(SourceFile file) {
    return parse(file).documents().stream().findFirst();
  }
}
