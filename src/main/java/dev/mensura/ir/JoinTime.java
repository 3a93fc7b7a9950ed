package dev.mensura.ir;

import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.Moment;
import dev.mensura.model.SemanticModel;

/** When the row that a join finds must hold. */
public final class JoinTime {
  private JoinTime() {}

  /** The model that declares the join, whose rows have the moment. */
  public static String owner(Edge edge, Edge.During during) {
    return during.direction() == Edge.Direction.ONTO ? edge.from() : edge.to();
  }

  /** The model whose rows hold for a span. */
  public static String holder(Edge edge, Edge.During during) {
    return during.direction() == Edge.Direction.ONTO ? edge.to() : edge.from();
  }

  /** The moment, seen from a row of the model that declares the join. */
  public static RowExpr.Column of(Edge edge, Edge.During during, Catalog catalog) {
    return of(owner(edge, during), during.moment(), catalog);
  }

  private static RowExpr.Column of(String model, Moment moment, Catalog catalog) {
    JoinPath path = JoinPath.at(model);
    for (String join : moment.joins()) {
      String at = path.target();
      path =
          path.then(
              catalog
                  .declared(at, join)
                  .orElseThrow(() -> new IllegalArgumentException("no join " + at + "." + join)));
    }
    SemanticModel target = catalog.get(path.target());
    Field field =
        target
            .field(moment.field())
            .orElseThrow(
                () -> new IllegalArgumentException("no field " + moment + " of " + target.name()));
    return new RowExpr.Column(
        path, field.name(), field.type(), field.nullable() || !path.isEmpty());
  }
}
