package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Filters as an object: {@code {"login_count__gt": 100}}, a field, two underscores and one of
 * {@code gt gte lt lte eq ne}; a field alone is {@code eq}; all hold. What can't be said so exactly
 * isn't said at all.
 */
final class FilterForm {
  private static final List<String> SUFFIXES =
      List.of("__gt", "__gte", "__lt", "__lte", "__eq", "__ne");

  private final Catalog catalog;
  private final String base;
  private final ObjectNode filters = JsonText.object();

  private FilterForm(Catalog catalog, String base) {
    this.catalog = catalog;
    this.base = base;
  }

  /**
   * The filters of a metric; none if one of them can't be said in this form.
   *
   * @param base the model whose rows the metric reads
   */
  static Optional<ObjectNode> of(List<Shape.Filter> predicates, String base, Analysis analysis) {
    var form = new FilterForm(analysis.catalog(), base);
    boolean whole = predicates.stream().allMatch(p -> form.add(p.predicate()));
    return whole ? Optional.of(form.filters) : Optional.empty();
  }

  private boolean add(Expr predicate) {
    return switch (predicate) {
      case Expr.Binary b when b.operator() == Operator.AND -> add(b.left()) && add(b.right());
      case Expr.Binary b when b.operator().isComparison() -> compare(b);
      case Expr.Between b when b.sense() == Expr.Sense.PLAIN ->
          put(b.value(), Operator.GE, b.low()) && put(b.value(), Operator.LE, b.high());
      case Expr.Reference r -> truth(r, true);
      case Expr.Not n when n.value() instanceof Expr.Reference r -> truth(r, false);
      case Expr other -> false;
    };
  }

  private boolean compare(Expr.Binary b) {
    return b.left() instanceof Expr.Reference
        ? put(b.left(), b.operator(), b.right())
        : put(b.right(), turned(b.operator()), b.left());
  }

  private static Operator turned(Operator operator) {
    return switch (operator) {
      case LT -> Operator.GT;
      case GT -> Operator.LT;
      case LE -> Operator.GE;
      case GE -> Operator.LE;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, CONCAT, EQ, NE, AND, OR -> operator;
    };
  }

  private boolean put(Expr field, Operator operator, Expr literal) {
    if (!(field instanceof Expr.Reference reference)) {
      return false;
    }
    Optional<Target> target = target(reference.path());
    Optional<JsonNode> value = target.flatMap(t -> value(literal, t.type()));
    return value.isPresent()
        && target.isPresent()
        && put(target.get().name() + suffix(operator), value.get());
  }

  private boolean truth(Expr.Reference reference, boolean truth) {
    return target(reference.path())
        .filter(t -> t.type().is(ValueType.Kind.BOOLEAN))
        .filter(t -> put(t.name(), JsonText.truth(truth)))
        .isPresent();
  }

  /** Two conditions on one key could not both be said. */
  private boolean put(String key, JsonNode value) {
    JsonNode before = filters.get(key);
    filters.set(key, value);
    return before == null || before.equals(value);
  }

  private static String suffix(Operator operator) {
    return switch (operator) {
      case GT -> "__gt";
      case GE -> "__gte";
      case LT -> "__lt";
      case LE -> "__lte";
      case NE -> "__ne";
      case EQ -> "";
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, CONCAT, AND, OR ->
          throw new IllegalArgumentException("no comparison: " + operator);
    };
  }

  private static Optional<JsonNode> value(Expr literal, ValueType type) {
    return switch (literal) {
      case Expr.Number n when type.isNumeric() -> Optional.of(JsonText.number(n.value()));
      case Expr.Negate n when n.value() instanceof Expr.Number number && type.isNumeric() ->
          Optional.of(JsonText.number(number.value().negate()));
      case Expr.Text t when type.is(ValueType.Kind.STRING) -> Optional.of(JsonText.text(t.value()));
      case Expr.Bool b when type.is(ValueType.Kind.BOOLEAN) ->
          Optional.of(JsonText.truth(b.value()));
      case Expr other -> Optional.empty();
    };
  }

  private record Target(String name, ValueType type) {}

  /** A field of the base model, or one that its to-one joins lead to, in one spelling. */
  private Optional<Target> target(Path path) {
    List<String> names = path.names().stream().map(Name::text).toList();
    SemanticModel model = catalog.get(base);
    boolean own =
        names.size() > 1
            && !model.joins().containsKey(names.getFirst())
            && !model.fields().containsKey(names.getFirst())
            && (names.getFirst().equals(base) || names.getFirst().equals(model.entity()));
    List<String> steps = own ? names.subList(1, names.size()) : names;
    for (String step : steps.subList(0, steps.size() - 1)) {
      Optional<Edge> edge =
          catalog.edges(model.name()).stream()
              .filter(e -> e.name().equals(step) && e.isToOne())
              .findFirst();
      if (edge.isEmpty() || !model.joins().containsKey(step)) {
        return Optional.empty();
      }
      model = catalog.get(edge.get().to());
    }
    String name = String.join(".", steps);
    boolean plain = SUFFIXES.stream().noneMatch(name::endsWith);
    return model
        .field(steps.getLast())
        .filter(f -> plain)
        .map(Field::type)
        .map(type -> new Target(name, type));
  }
}
