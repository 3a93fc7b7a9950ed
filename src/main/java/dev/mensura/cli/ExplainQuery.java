package dev.mensura.cli;

import dev.mensura.check.Declared;
import dev.mensura.compiler.Readings;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Query;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Everything that is known of a declared query. */
record ExplainQuery(Workspace workspace, Page page, LocalDateTime now) {
  String text(String name) {
    Declared<Declaration.Query> declared = workspace.analysis().queryDeclarations().get(name);
    if (declared == null) {
      throw new IllegalArgumentException("no query " + name);
    }
    var text = new StringBuilder(page.title(name, "query"));
    var place = new Place(declared.file(), declared.declaration().span());
    var query = workspace.analysis().query(name);
    query
        .flatMap(q -> q.properties().description())
        .ifPresent(description -> text.append(page.wrapped(description, 2)));
    text.append('\n').append(page.inset(place.text()));
    text.append('\n').append(page.entry("declared at", place.toString()));
    query.ifPresent(q -> {
      text.append(page.entry("columns", String.join(", ", columns(q.query()))));
      text.append(page.entry("tags", String.join(", ", q.properties().tags())));
      text.append(page.entry("owner", q.properties().owner().orElse("")));
      text.append(page.heading("In words"));
      var readings = new Readings(workspace.catalog(), now);
      text.append(page.wrapped(readings.of(name, q.query()), 2));
    });
    if (query.isEmpty()) {
      text.append(page.inset("It has errors; `mensura check` shows them."));
    }
    return text.toString();
  }

  static List<String> columns(Query query) {
    List<String> columns = new ArrayList<>();
    query.groups().forEach(group -> columns.add(group.name()));
    query.items().forEach(item -> columns.add(item.name()));
    return columns;
  }
}
