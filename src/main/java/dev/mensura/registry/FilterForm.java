package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.SemanticModel;
import dev.mensura.registry.FilterKey.Asked;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Filters as an object: {@code {"login_count__gt": 100}}, a field, two underscores and an operator;
 * a field alone is {@code eq}; all hold. What can't be said so exactly isn't said at all.
 */
final class FilterForm {
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
          put(b.value(), FilterOperator.GTE, b.low())
              && put(b.value(), FilterOperator.LTE, b.high());
      case Expr.In in when in.set() instanceof Expr.Set.Values values ->
          in(in.value(), isPlain(in.sense()), values.values());
      case Expr.IsNull n ->
          field(n.value())
              .filter(f -> put(f, FilterOperator.IS_NULL, JsonText.truth(isPlain(n.sense()))))
              .isPresent();
      case Expr.Like like when isPlain(like.sense()) ->
          put(like.value(), FilterOperator.LIKE, like.pattern());
      case Expr.Call call -> call(call);
      case Expr.Reference r -> truth(r, true);
      case Expr.Not n when n.value() instanceof Expr.Reference r -> truth(r, false);
      case Expr other -> false;
    };
  }

  private static boolean isPlain(Expr.Sense sense) {
    return sense == Expr.Sense.PLAIN;
  }

  private boolean compare(Expr.Binary b) {
    return b.left() instanceof Expr.Reference
        ? put(b.left(), operator(b.operator()), b.right())
        : put(b.right(), operator(turned(b.operator())), b.left());
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

  private static FilterOperator operator(Operator comparison) {
    return switch (comparison) {
      case GT -> FilterOperator.GT;
      case GE -> FilterOperator.GTE;
      case LT -> FilterOperator.LT;
      case LE -> FilterOperator.LTE;
      case NE -> FilterOperator.NE;
      case EQ -> FilterOperator.EQ;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, CONCAT, AND, OR ->
          throw new IllegalArgumentException("no comparison: " + comparison);
    };
  }

  /** {@code contains(email, '@')} and its like. */
  private boolean call(Expr.Call call) {
    Optional<FilterOperator> operator =
        FilterOperator.of(call.name().text())
            .filter(o ->
                switch (o) {
                  case CONTAINS, STARTS_WITH, ENDS_WITH -> true;
                  default -> false;
                });
    boolean plain =
        call.arguments().size() == 2
            && call.arguments().stream()
                .allMatch(a -> a.name().isEmpty() && a.shape() == Expr.Shape.ONE);
    return plain
        && operator.isPresent()
        && put(
            call.arguments().getFirst().values().getFirst(),
            operator.get(),
            call.arguments().getLast().values().getFirst());
  }

  private boolean in(Expr value, boolean plain, List<Expr> values) {
    Optional<FilterField> field = field(value);
    if (field.isEmpty()) {
      return false;
    }
    ArrayNode items = JsonText.list();
    for (Expr each : values) {
      Optional<JsonNode> item = FilterLiterals.json(each, field.get().type());
      if (item.isEmpty()) {
        return false;
      }
      items.add(item.get());
    }
    return put(field.get(), plain ? FilterOperator.IN : FilterOperator.NOT_IN, items);
  }

  private boolean put(Expr value, FilterOperator operator, Expr literal) {
    return field(value)
        .filter(f ->
            FilterLiterals.json(literal, f.type())
                .filter(json -> put(f, operator, json))
                .isPresent())
        .isPresent();
  }

  private boolean truth(Expr.Reference reference, boolean truth) {
    return field(reference)
        .filter(f -> f.type().is(ValueType.Kind.BOOLEAN))
        .filter(f -> put(f, FilterOperator.EQ, JsonText.truth(truth)))
        .isPresent();
  }

  /** Two conditions on one key could not both be said. */
  private boolean put(FilterField field, FilterOperator operator, JsonNode value) {
    String path = String.join(".", field.names());
    String key = operator == FilterOperator.EQ ? path : path + "__" + operator.text();
    // What would be read as something else isn't said.
    Set<Asked> readings = new FilterKey(catalog, List.of(base)).readings(key);
    if (!readings.equals(Set.of(new Asked(field, operator)))) {
      return false;
    }
    JsonNode before = filters.get(key);
    filters.set(key, value);
    return before == null || before.equals(value);
  }

  /** A field of the base model, or one that its to-one joins lead to, in one spelling. */
  private Optional<FilterField> field(Expr expr) {
    if (!(expr instanceof Expr.Reference reference)) {
      return Optional.empty();
    }
    Path path = reference.path();
    List<String> names = path.names().stream().map(Name::text).toList();
    SemanticModel model = catalog.get(base);
    boolean own =
        names.size() > 1
            && !model.joins().containsKey(names.getFirst())
            && !model.fields().containsKey(names.getFirst())
            && (names.getFirst().equals(base) || names.getFirst().equals(model.entity()));
    List<String> steps = own ? names.subList(1, names.size()) : names;
    return isToOne(steps) ? FilterField.of(steps, List.of(base), catalog) : Optional.empty();
  }

  /** Whether a path starts at the model and no join on it multiplies rows. */
  private boolean isToOne(List<String> steps) {
    SemanticModel model = catalog.get(base);
    for (String step : steps) {
      if (model.fields().containsKey(step)) {
        return true;
      }
      String from = model.name();
      Optional<Edge> edge =
          model.joins().containsKey(step)
              ? catalog.edges(from).stream()
                  .filter(e -> e.name().equals(step) && e.isToOne())
                  .findFirst()
              : Optional.empty();
      if (edge.isEmpty()) {
        return false;
      }
      model = catalog.get(edge.get().to());
    }
    return false;
  }
}
