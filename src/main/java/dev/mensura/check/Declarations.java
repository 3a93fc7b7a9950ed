package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that is declared in a project, by what names it; of two with one name, the first. */
final class Declarations {
  static final Declarations NONE = of(Catalog.EMPTY, List.of());

  private final Catalog catalog;
  private final List<Parsed> files;
  private final Map<Key, Declared<?>> all;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean duplicates;
  private volatile @Nullable Named named;

  private Declarations(Catalog catalog, List<Parsed> files, Map<Key, Declared<?>> all) {
    this.catalog = catalog;
    this.files = List.copyOf(files);
    this.all = all;
  }

  static Declarations of(Catalog catalog, List<Parsed> files) {
    var declarations = new Declarations(catalog, files, new HashMap<>());
    for (SemanticModel model : catalog.models()) {
      declarations.add(model);
    }
    for (Parsed file : files) {
      declarations.add(file);
    }
    return declarations;
  }

  /** The same as {@link #of}, without a look at files that were among the earlier ones. */
  static Declarations of(Catalog catalog, List<Parsed> files, Declarations earlier) {
    if (earlier.catalog != catalog || earlier.duplicates) {
      return of(catalog, files);
    }
    Set<Parsed> before = identities(earlier.files);
    Set<Parsed> now = identities(files);
    var declarations = new Declarations(catalog, files, new HashMap<>(earlier.all));
    for (Diagnostic diagnostic : earlier.diagnostics) {
      if (files.stream().anyMatch(f -> f.file() == diagnostic.place().file())) {
        declarations.diagnostics.add(diagnostic);
      }
    }
    earlier.files.stream()
        .filter(f -> !now.contains(f))
        .forEach(f -> keys(f).forEach(declarations.all::remove));
    files.stream().filter(f -> !before.contains(f)).forEach(declarations::add);
    return declarations.duplicates ? of(catalog, files) : declarations;
  }

  private static Set<Parsed> identities(List<Parsed> files) {
    Set<Parsed> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(files);
    return set;
  }

  /** What is declared in files of which only one of both has it: all else is as it was. */
  Set<Key> changes(Declarations earlier) {
    var changes = new LinkedHashSet<Key>();
    Set<Parsed> before = identities(earlier.files);
    Set<Parsed> now = identities(files);
    earlier.files.stream().filter(f -> !now.contains(f)).forEach(f -> changes.addAll(keys(f)));
    files.stream().filter(f -> !before.contains(f)).forEach(f -> changes.addAll(keys(f)));
    return changes;
  }

  private void add(SemanticModel model) {
    all.put(new Key.OfRows(model.name()), new Declared<>(model, model.place().file()));
    for (Field field : model.fields().values()) {
      if (!(field.content() instanceof Field.Content.Column)) {
        all.put(
            new Key.OfField(model.name(), field.name()),
            new Declared<>(field, field.place().file()));
      }
    }
  }

  private void add(Parsed file) {
    file.declarations().forEach(d -> add(d, file.file()));
  }

  private static Optional<Key> key(Declaration declaration, SourceFile file) {
    return switch (declaration) {
      case Declaration.Metric m -> Optional.of(new Key.OfMetric(m.name().text()));
      case Declaration.Query q -> Optional.of(new Key.OfQuery(q.name().text()));
      // Its name is taken all the same: those who use it aren't told that it doesn't exist.
      case Declaration.Unreadable u when u.kind() == Declaration.Kind.METRIC ->
          u.name().map(n -> new Key.OfMetric(n.text()));
      case Declaration.Unreadable u -> Optional.empty();
      case Declaration.Assert a -> Optional.of(new Key.OfAssert(file.path(), a.span().start()));
      case Declaration.Test t -> Optional.of(new Key.OfTest(t.name().value()));
    };
  }

  private static List<Key> keys(Parsed file) {
    var keys = new ArrayList<Key>();
    for (Declaration declaration : file.declarations()) {
      family(declaration).ifPresent(keys::add);
      key(declaration, file.file()).ifPresent(keys::add);
    }
    return keys;
  }

  private static Optional<Key> family(Declaration declaration) {
    return declaration instanceof Declaration.Metric m && !m.parameters().isEmpty()
        ? Optional.of(new Key.OfFamily(m.name().text()))
        : Optional.empty();
  }

  private void add(Declaration declaration, SourceFile file) {
    switch (declaration) {
      case Declaration.Assert a ->
          key(a, file).ifPresent(key -> all.put(key, new Declared<>(a, file)));
      case Declaration.Test t -> add("test", t, new Name(t.name().value(), t.name().span()), file);
      case Declaration.Metric m -> add("metric", m, m.name(), file);
      case Declaration.Query q -> add("query", q, q.name(), file);
      case Declaration.Unreadable u -> u.name().ifPresent(n -> add("metric", u, n, file));
    }
  }

  private void add(String kind, Declaration declaration, Name name, SourceFile file) {
    Optional<Key> key = key(declaration, file);
    if (key.isEmpty()) {
      return;
    }
    Declared<?> first = all.putIfAbsent(key.get(), new Declared<>(declaration, file));
    if (first == null) {
      family(declaration).ifPresent(f -> all.put(f, new Declared<>(declaration, file)));
    } else {
      duplicates = true;
      duplicate(kind, name, file, Cycles.place(first));
    }
  }

  private void duplicate(String kind, Name name, SourceFile file, Place earlier) {
    diagnostics.add(
        Diagnostic.of(
                Code.DUPLICATE_NAME,
                new Place(file, name.span()),
                "A " + kind + " `" + name.text() + "` is declared at " + earlier + " already.")
            .related(earlier, "the first `" + name.text() + "`"));
  }

  Map<Key, Declared<?>> all() {
    return all;
  }

  /** Some declared keys in the order in which findings are told. */
  List<Key> inOrder(Set<Key> keys) {
    // An edit asks for a few keys of one file, and looks at no other.
    Set<SourceFile> sources = new HashSet<>();
    for (Key key : keys) {
      Declared<?> declared = all.get(key);
      if (declared != null) {
        sources.add(declared.file());
      }
    }
    var ordered = new LinkedHashSet<Key>();
    for (SemanticModel model : catalog.models()) {
      if (sources.contains(model.place().file())) {
        ordered.add(new Key.OfRows(model.name()));
        model.fields().keySet().forEach(f -> ordered.add(new Key.OfField(model.name(), f)));
      }
    }
    for (Parsed file : files) {
      if (sources.contains(file.file())) {
        keys(file).stream().filter(k -> isOf(file, k)).forEach(ordered::add);
      }
    }
    ordered.retainAll(keys);
    return List.copyOf(ordered);
  }

  private boolean isOf(Parsed file, Key key) {
    Declared<?> declared = all.get(key);
    return declared != null && declared.file() == file.file();
  }

  /** The declarations of metrics, by name. */
  Map<String, Declared<Declaration.Metric>> metrics() {
    return named().metrics;
  }

  /** The names of all metrics, those included that could not be read. */
  Set<String> metricNames() {
    return named().metricNames;
  }

  /** The declarations of queries, by name. */
  Map<String, Declared<Declaration.Query>> queries() {
    return named().queries;
  }

  /** The declarations of tests, by name. */
  Map<String, Declared<Declaration.Test>> tests() {
    return named().tests;
  }

  /** The assertions, in the order of their files. */
  List<Declared<Declaration.Assert>> assertions() {
    return named().assertions;
  }

  /** Sorted once for those who ask often; an edit, after which nobody asks, goes without. */
  private Named named() {
    Named known = named;
    if (known == null) {
      known = new Named(all);
      named = known;
    }
    return known;
  }

  private static final class Named {
    private final Map<String, Declared<Declaration.Metric>> metrics = new TreeMap<>();
    private final Map<String, Declared<Declaration.Query>> queries = new TreeMap<>();
    private final Map<String, Declared<Declaration.Test>> tests = new TreeMap<>();
    private final List<Declared<Declaration.Assert>> assertions = new ArrayList<>();
    private final Set<String> metricNames = new TreeSet<>();

    Named(Map<Key, Declared<?>> all) {
      all.forEach((key, declared) -> {
        if (key instanceof Key.OfMetric m) {
          metricNames.add(m.name());
        }
        switch (declared.declaration()) {
          case Declaration.Metric m ->
              metrics.put(m.name().text(), new Declared<>(m, declared.file()));
          case Declaration.Query q ->
              queries.put(q.name().text(), new Declared<>(q, declared.file()));
          case Declaration.Test t ->
              tests.put(t.name().value(), new Declared<>(t, declared.file()));
          case Declaration.Assert a -> assertions.add(new Declared<>(a, declared.file()));
          default -> {}
        }
      });
      assertions.sort(
          Comparator.comparing((Declared<Declaration.Assert> d) -> d.file().path())
              .thenComparing(d -> d.declaration().span().start()));
    }
  }

  /** What is wrong with the set of declarations as a whole. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
