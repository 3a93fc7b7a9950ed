package dev.mensura.model;

import dev.mensura.model.Edge.Direction;
import dev.mensura.type.Calendar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The models of a project, and the graph of their joins in both directions. */
public final class Catalog {
  public static final Catalog EMPTY = new Catalog(List.of());

  private final Map<String, SemanticModel> models = new TreeMap<>();
  private final Map<String, List<Edge>> edges = new TreeMap<>();
  private final Calendar calendar;
  private final Optional<CalendarTable> days;

  /**
   * @param models of different names; a join to a model that isn't among them is no edge
   */
  public Catalog(Collection<SemanticModel> models) {
    this(models, Calendar.PLAIN, Optional.empty());
  }

  /**
   * @param models of different names; a join to a model that isn't among them is no edge
   * @param calendar by which the project divides time
   * @param days its days; their model is among the models
   */
  public Catalog(
      Collection<SemanticModel> models, Calendar calendar, Optional<CalendarTable> days) {
    this.calendar = calendar;
    this.days = days;
    models.forEach(m -> this.models.put(m.name(), m));
    this.models.keySet().forEach(name -> edges.put(name, new ArrayList<>()));
    for (SemanticModel model : this.models.values()) {
      for (Join join : model.joins().values()) {
        SemanticModel far = this.models.get(join.model());
        if (far != null) {
          connect(model, join, far);
        }
      }
    }
  }

  private void connect(SemanticModel near, Join join, SemanticModel far) {
    List<KeyPair> keys = join.keys();
    List<KeyPair> back = keys.stream().map(KeyPair::reversed).toList();
    Optional<Edge.During> onto = join.moment().map(m -> new Edge.During(m, Direction.ONTO));
    Optional<Edge.During> from = onto.map(Edge.During::reversed);
    var there =
        new Edge(join.name(), near.name(), far.name(), keys, onto, cardinality(far, keys, onto));
    declare(there);
    imply(
        new Edge(near.name(), far.name(), near.name(), back, from, cardinality(near, back, from)));
  }

  /** A declared join stands for the same join of the far model walked backwards. */
  private void declare(Edge edge) {
    List<Edge> out = edges.computeIfAbsent(edge.from(), x -> new ArrayList<>());
    out.removeIf(e -> isTwin(e, edge) && !isDeclared(e));
    out.add(edge);
  }

  /**
   * A join walked backwards is an edge of its own only where the near model declares none like it.
   */
  private void imply(Edge edge) {
    List<Edge> out = edges.computeIfAbsent(edge.from(), x -> new ArrayList<>());
    if (out.stream().noneMatch(e -> isTwin(e, edge))) {
      out.add(edge);
    }
  }

  private static boolean isTwin(Edge one, Edge other) {
    return one.to().equals(other.to())
        && one.during().equals(other.during())
        && Set.copyOf(one.keys()).equals(Set.copyOf(other.keys()));
  }

  private boolean isDeclared(Edge edge) {
    SemanticModel model = models.get(edge.from());
    Join join = model == null ? null : model.joins().get(edge.name());
    return join != null
        && join.model().equals(edge.to())
        && edge.during().stream().allMatch(d -> d.direction() == Direction.ONTO)
        && join.keys().equals(edge.keys());
  }

  /** A moment picks one row of those that are alike in all of a key but the start of their span. */
  private static Edge.Cardinality cardinality(
      SemanticModel far, List<KeyPair> keys, Optional<Edge.During> during) {
    Set<String> fields =
        keys.stream()
            .map(KeyPair::far)
            .filter(f -> f.grain().isEmpty())
            .map(KeyField::field)
            .collect(Collectors.toSet());
    during
        .filter(d -> d.direction() == Direction.ONTO)
        .flatMap(d -> far.valid())
        .ifPresent(valid -> fields.add(valid.from()));
    boolean primary = !far.primaryKey().isEmpty() && fields.containsAll(far.primaryKey());
    boolean unique = far.uniqueKeys().stream().anyMatch(k -> !k.isEmpty() && fields.containsAll(k));
    return primary || unique ? Edge.Cardinality.TO_ONE : Edge.Cardinality.TO_MANY;
  }

  public Calendar calendar() {
    return calendar;
  }

  /** The days of the project, which every time reaches. */
  public Optional<CalendarTable> days() {
    return days;
  }

  public Optional<SemanticModel> model(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /**
   * The model of this name.
   *
   * @throws IllegalArgumentException if there is none: a name that was checked before has one
   */
  public SemanticModel get(String name) {
    SemanticModel model = models.get(name);
    if (model == null) {
      throw new IllegalArgumentException("no model " + name);
    }
    return model;
  }

  /** The join of this name that a model declares, as an edge. */
  public Optional<Edge> declared(String model, String join) {
    return edges(model).stream()
        .filter(edge -> edge.name().equals(join) && isDeclared(edge))
        .findFirst();
  }

  /** All models, by name. */
  public Collection<SemanticModel> models() {
    return Collections.unmodifiableCollection(models.values());
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(models.keySet());
  }

  /** The joins that leave a model, declared ones and those of other models walked backwards. */
  public List<Edge> edges(String from) {
    return Collections.unmodifiableList(edges.getOrDefault(from, List.of()));
  }
}
