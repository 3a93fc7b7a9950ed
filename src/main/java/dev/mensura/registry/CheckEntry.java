package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayList;
import java.util.List;

/** Makes the entries of assertions and tests. */
final class CheckEntry {
  private CheckEntry() {}

  static List<ObjectNode> asserts(Analysis analysis) {
    var entries = new ArrayList<ObjectNode>();
    for (Declared<Declaration.Assert> declared : analysis.assertDeclarations()) {
      analysis
          .assertion(declared)
          .ifPresent(a -> {
            ObjectNode entry = JsonText.object();
            entry.put("name", a.text());
            entry.put("definition", declared.file().text(declared.declaration().span()));
            entry.set("dependencies", JsonText.texts(a.uses()));
            JsonText.put(entry, "label", a.properties().label());
            JsonText.put(entry, "description", a.properties().description());
            JsonText.put(entry, "owner", a.properties().owner());
            JsonText.putTexts(entry, "tags", a.properties().tags());
            entries.add(placed(entry, new Place(declared.file(), declared.declaration().span())));
          });
    }
    return entries;
  }

  static List<ObjectNode> tests(Analysis analysis) {
    var entries = new ArrayList<ObjectNode>();
    for (Declared<Declaration.Test> declared : analysis.testDeclarations().values()) {
      analysis
          .test(declared.declaration().name().value())
          .ifPresent(t -> {
            ObjectNode entry = JsonText.object();
            entry.put("name", t.name());
            entry.put("definition", declared.file().text(declared.declaration().span()));
            entry.set("dependencies", JsonText.texts(t.uses()));
            String said = declared.declaration().documentation().strip();
            if (!said.isEmpty()) {
              entry.put("description", said);
            }
            entries.add(
                placed(entry, new Place(declared.file(), declared.declaration().name().span())));
          });
    }
    return entries;
  }

  private static ObjectNode placed(ObjectNode entry, Place place) {
    Position start = place.start();
    return entry
        .put("file", place.file().path())
        .put("line", start.line())
        .put("column", start.column());
  }
}
