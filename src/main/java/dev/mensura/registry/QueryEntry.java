package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.check.NamedQuery;
import dev.mensura.ir.Query;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import dev.mensura.syntax.ast.Declaration;
import java.util.Optional;

/** Makes the entries of declared queries. */
final class QueryEntry {
  private QueryEntry() {}

  static ObjectNode of(NamedQuery query, Analysis analysis) {
    Declared<Declaration.Query> declared =
        Optional.ofNullable(analysis.queryDeclarations().get(query.name())).orElseThrow();
    ObjectNode entry = JsonText.object();
    entry.put("name", query.name());
    entry.put("definition", declared.file().text(declared.declaration().span()));
    entry.set(
        "columns",
        JsonText.texts(
            java.util.stream.Stream.concat(
                    query.query().groups().stream().map(Query.Group::name),
                    query.query().items().stream().map(Query.Item::name))
                .toList()));
    entry.set("dependencies", JsonText.texts(query.uses()));
    JsonText.put(entry, "label", query.properties().label());
    JsonText.put(entry, "description", query.properties().description());
    JsonText.put(entry, "owner", query.properties().owner());
    JsonText.putTexts(entry, "tags", query.properties().tags());
    Position start = new Place(declared.file(), declared.declaration().name().span()).start();
    entry.put("file", declared.file().path());
    entry.put("line", start.line());
    entry.put("column", start.column());
    return entry;
  }
}
