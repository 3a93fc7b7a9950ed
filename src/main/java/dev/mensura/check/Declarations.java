package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that is declared in a project, by what names it; of two with one name, the first. */
final class Declarations {
  private final Map<Key, Declared<?>> all = new LinkedHashMap<>();
  private final Map<String, Declared<Declaration.Metric>> metrics = new HashMap<>();
  private final Set<String> metricNames = new HashSet<>();
  private final Map<String, Declared<Declaration.Query>> queries = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Declarations(Catalog catalog, List<Parsed> files) {
    for (SemanticModel model : catalog.models()) {
      SourceFile file = model.place().file();
      all.put(new Key.OfRows(model.name()), new Declared<>(model, file));
      for (Field field : model.fields().values()) {
        if (!(field.content() instanceof Field.Content.Column)) {
          all.put(
              new Key.OfField(model.name(), field.name()),
              new Declared<>(field, field.place().file()));
        }
      }
    }
    for (Parsed parsed : files) {
      for (Declaration declaration : parsed.declarations()) {
        add(declaration, parsed.file());
      }
    }
  }

  private void add(Declaration declaration, SourceFile file) {
    switch (declaration) {
      case Declaration.Metric m -> {
        Declared<Declaration.Metric> declared = new Declared<>(m, file);
        Declared<Declaration.Metric> first = metrics.putIfAbsent(m.name().text(), declared);
        if (first == null) {
          all.put(new Key.OfMetric(m.name().text()), declared);
          metricNames.add(m.name().text());
        } else {
          duplicate("metric", m.name(), file, first.declaration().name(), first.file());
        }
      }
      case Declaration.Query q -> {
        Declared<Declaration.Query> declared = new Declared<>(q, file);
        Declared<Declaration.Query> first = queries.putIfAbsent(q.name().text(), declared);
        if (first == null) {
          all.put(new Key.OfQuery(q.name().text()), declared);
        } else {
          duplicate("query", q.name(), file, first.declaration().name(), first.file());
        }
      }
      case Declaration.Unreadable u -> unreadable(u, file);
      case Declaration.Assert a -> notYet("assert", new Place(file, a.span()));
      case Declaration.Test t -> notYet("test", new Place(file, t.span()));
    }
  }

  /** Its name is taken all the same, so that those who use it aren't told that it doesn't exist. */
  private void unreadable(Declaration.Unreadable declaration, SourceFile file) {
    if (declaration.kind() == Declaration.Kind.METRIC && declaration.name().isPresent()) {
      String name = declaration.name().get().text();
      if (all.putIfAbsent(new Key.OfMetric(name), new Declared<>(declaration, file)) == null) {
        metricNames.add(name);
      }
    }
  }

  private void duplicate(
      String kind, Name name, SourceFile file, Name first, SourceFile firstFile) {
    Place earlier = new Place(firstFile, first.span());
    diagnostics.add(
        Diagnostic.of(
                Code.DUPLICATE_NAME,
                new Place(file, name.span()),
                "A " + kind + " `" + name.text() + "` is declared at " + earlier + " already.")
            .related(earlier, "the first `" + name.text() + "`"));
  }

  private void notYet(String word, Place place) {
    Place start =
        new Place(
            place.file(),
            new Span(
                place.span().start(),
                Math.min(place.span().end(), place.span().start() + word.length())));
    diagnostics.add(
        Diagnostic.of(
            Code.NOT_SUPPORTED_YET, start, "`" + word + "` is not compiled by this version."));
  }

  Map<Key, Declared<?>> all() {
    return all;
  }

  Map<String, Declared<Declaration.Metric>> metrics() {
    return metrics;
  }

  /** The names of all metrics, those included that could not be read. */
  Set<String> metricNames() {
    return metricNames;
  }

  Map<String, Declared<Declaration.Query>> queries() {
    return queries;
  }

  /** What is wrong with the set of declarations as a whole. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
