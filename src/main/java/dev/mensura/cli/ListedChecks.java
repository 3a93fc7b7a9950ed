package dev.mensura.cli;

import dev.mensura.check.Analysis;
import dev.mensura.check.Assertion;
import dev.mensura.check.Declared;
import dev.mensura.check.TestCase;
import dev.mensura.compiler.Workspace;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Lists tests and assertions. */
final class ListedChecks {
  private ListedChecks() {}

  static Listing tests(Workspace workspace, Optional<String> model) {
    var listing = new Listing("test", "metrics", "given", "source");
    Analysis analysis = workspace.analysis();
    for (Declared<Declaration.Test> declared : analysis.testDeclarations().values()) {
      Optional<TestCase> test = analysis.test(declared.declaration().name().value());
      Collection<String> given =
          test.stream().flatMap(t -> t.given().stream()).map(TestCase.Given::model).toList();
      if (test.isPresent() && model.map(given::contains).orElse(true)) {
        var place = new Place(declared.file(), declared.declaration().span());
        listing
            .row()
            .put("test", test.get().name())
            .put("metrics", List.copyOf(test.get().uses()))
            .put("given", List.copyOf(given))
            .put("expectations", String.valueOf(test.get().expectations().size()))
            .put("description", declared.declaration().documentation().strip())
            .put("source", place.toString());
      }
    }
    return listing;
  }

  static Listing asserts(Workspace workspace, Optional<String> model, Optional<String> tag) {
    var listing = new Listing("assert", "metrics", "source");
    Analysis analysis = workspace.analysis();
    for (Declared<Declaration.Assert> declared : analysis.assertDeclarations()) {
      Optional<Assertion> assertion =
          analysis
              .assertion(declared)
              .filter(a -> model.map(new TreeSet<>(a.failing().bases())::contains).orElse(true))
              .filter(a -> tag.map(a.properties().tags()::contains).orElse(true));
      var place = new Place(declared.file(), declared.declaration().span());
      assertion.ifPresent(a ->
          listing
              .row()
              .put("assert", a.text())
              .put("metrics", List.copyOf(a.uses()))
              .put("description", a.properties().description().orElse(""))
              .put("label", a.properties().label().orElse(""))
              .put("tags", a.properties().tags())
              .put("owner", a.properties().owner().orElse(""))
              .put("source", place.toString()));
    }
    return listing;
  }
}
