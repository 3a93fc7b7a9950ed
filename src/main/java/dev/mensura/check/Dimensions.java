package dev.mensura.check;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lists what metrics can be grouped by with one value a row, in the spelling that parses. */
public final class Dimensions {
  private static final SourceFile NOWHERE = new SourceFile("<dimensions>", "");
  private static final int MOST_JOINS = 4;

  private final Analysis analysis;
  private final Catalog catalog;
  private final Paths paths;

  private Dimensions(Analysis analysis) {
    this.analysis = analysis;
    this.catalog = analysis.catalog();
    this.paths = analysis.paths();
  }

  /** The dimensions that a metric reaches, by path; hidden fields are left out. */
  public static List<Dimension> of(Metric metric, Analysis analysis) {
    return of(List.of(metric), analysis);
  }

  /** The dimensions that all of these metrics reach, and mean the same by. */
  public static List<Dimension> of(Collection<Metric> metrics, Analysis analysis) {
    var bases = new TreeSet<String>();
    metrics.forEach(m -> bases.addAll(m.signature().bases()));
    return bases.isEmpty() ? List.of() : new Dimensions(analysis).of(bases);
  }

  private List<Dimension> of(SortedSet<String> bases) {
    var found = new ArrayList<Dimension>();
    Optional<ValueType> time = ownTime(bases);
    time.ifPresent(t -> grains(t).forEach(found::add));
    var listed = new HashSet<String>();
    for (Candidate candidate : candidates(bases.first())) {
      if (shared(candidate, bases) && listed.add(candidate.text())) {
        Field field = candidate.field();
        found.add(new Dimension(candidate.text(), field.type(), field.about().description()));
      }
    }
    return found;
  }

  /** The coarsest type of the bases' own times; none if one has none. */
  private Optional<ValueType> ownTime(SortedSet<String> bases) {
    Optional<ValueType> type = Optional.of(ValueType.NULL);
    for (String base : bases) {
      Optional<ValueType> next = analysis.rows(base).time().map(dev.mensura.ir.RowExpr::type);
      type =
          type.flatMap(
              t -> next.map(n -> n.is(ValueType.Kind.DATE) || t.is(ValueType.Kind.NULL) ? n : t));
    }
    return type;
  }

  private Stream<Dimension> grains(ValueType time) {
    return catalog.calendar().grains().stream()
        .filter(g -> !(time.is(ValueType.Kind.DATE) && g.isSubDay()))
        .map(g ->
            new Dimension(
                g.text(), g.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE, Optional.empty()));
  }

  private record Candidate(Path path, Field field) {
    String text() {
      return path.text();
    }
  }

  private List<Candidate> candidates(String base) {
    var found = new ArrayList<Candidate>();
    var open = new ArrayDeque<JoinPath>(List.of(JoinPath.at(base)));
    var reached = new HashSet<List<String>>();
    while (!open.isEmpty()) {
      JoinPath at = open.removeFirst();
      SemanticModel model = catalog.get(at.target());
      for (Field field : model.fields().values()) {
        if (field.about().visibility() == About.Visibility.SHOWN) {
          spelled(base, at, field).ifPresent(p -> found.add(new Candidate(p, field)));
          if (at.isEmpty()) {
            field.sameAs().ifPresent(p -> found.add(new Candidate(p, field)));
          }
        }
      }
      for (Edge edge : catalog.edges(at.target())) {
        boolean named = model.joins().containsKey(edge.name());
        List<String> mark = List.of(at.text(), edge.name());
        if (named
            && edge.isToOne()
            && at.edges().size() < MOST_JOINS
            && reached.add(mark)
            && !passes(at, edge.to())) {
          open.addLast(at.then(edge));
        }
      }
    }
    return found;
  }

  private static boolean passes(JoinPath path, String model) {
    return path.base().equals(model) || path.edges().stream().anyMatch(e -> e.to().equals(model));
  }

  /** {@code model.field} where that means the same, else the joins by name. */
  private Optional<Path> spelled(String base, JoinPath at, Field field) {
    var joins = new ArrayList<String>();
    at.edges().forEach(e -> joins.add(e.name()));
    joins.add(field.name());
    return Stream.of(List.of(at.target(), field.name()), joins)
        .map(Dimensions::path)
        .filter(
            p -> target(base, p).filter(t -> t.path().equals(at) && t.field() == field).isPresent())
        .findFirst();
  }

  private boolean shared(Candidate candidate, SortedSet<String> bases) {
    Set<String> meant = new HashSet<>();
    for (String base : bases) {
      Optional<Target.OfField> target = target(base, candidate.path());
      if (target.isEmpty() || !target.get().path().isToOne()) {
        return false;
      }
      meant.add(paths.identity(target.get().path().target(), target.get().field()));
    }
    return meant.size() == 1;
  }

  private Optional<Target.OfField> target(String base, Path path) {
    Target target = paths.resolve(base, path, new Findings(NOWHERE));
    return target instanceof Target.OfField f ? Optional.of(f) : Optional.empty();
  }

  private static Path path(List<String> names) {
    Span nowhere = new Span(0, 0);
    return new Path(names.stream().map(n -> new Name(n, nowhere)).toList(), nowhere);
  }
}
