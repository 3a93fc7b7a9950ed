package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Properties;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.Join;
import dev.mensura.model.KeyField;
import dev.mensura.model.KeyPair;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.type.Additivity;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** A shop with null keys, orphans, customers without orders and orders with many tags. */
final class Shop {
  static final ValueType MONEY = ValueType.decimal(12, 2);

  static final List<String> TABLES =
      List.of(
          "create table regions(region varchar(20), zone varchar(20))",
          "insert into regions values ('EU','east'),('US','west'),('XX','none')",
          "create table customers(customer_id integer, region varchar(20), plan varchar(20),"
              + " signed_up date, deleted boolean)",
          "insert into customers values (1,'EU','pro',date '2024-01-05',false),"
              + "(2,'EU','free',date '2024-01-20',false),(3,'US','pro',date '2024-02-10',false),"
              + "(4,null,'free',date '2024-03-01',false),(5,'US','free',date '2024-03-03',true)",
          "create table orders(order_id integer, customer_id integer, status varchar(20),"
              + " amount decimal(12,2), quantity integer, ordered_at timestamp, paid_on date)",
          "insert into orders values"
              + " (1,1,'paid',100,1,timestamp '2024-01-10 08:00:00',date '2024-01-11'),"
              + "(2,1,'refunded',40,2,timestamp '2024-01-30 23:59:59',null),"
              + "(3,2,'paid',20,3,timestamp '2024-01-31 00:00:00',date '2024-02-01'),"
              + "(4,3,'paid',50,4,timestamp '2024-02-15 12:00:00',date '2024-02-15'),"
              + "(5,1,'paid',30,5,timestamp '2024-02-29 12:00:00',date '2024-03-02'),"
              + "(6,3,'refunded',10,null,timestamp '2024-03-10 12:00:00',null),"
              + "(7,9,'paid',7,7,timestamp '2024-03-10 12:00:00',date '2024-03-10'),"
              + "(8,null,'paid',60,8,timestamp '2024-03-30 12:00:00',date '2024-04-01'),"
              + "(9,5,null,null,9,null,null)",
          "create table order_tags(order_id integer, tag varchar(20), weight integer)",
          "insert into order_tags values"
              + " (1,'gift',1),(1,'rush',2),(1,'gift',3),(3,'gift',1),(4,'rush',5),"
              + "(99,'bulk',1),(6,null,1)",
          "create table returns(return_id integer, customer_id integer, amount decimal(12,2),"
              + " returned_on date)",
          "insert into returns values (1,1,20,date '2024-02-01'),(2,4,8,date '2024-03-05'),"
              + "(3,null,5,date '2024-05-05')");

  private static final Place PLACE =
      new Place(new SourceFile("models/shop.yml", ""), new Span(0, 0));

  final Map<String, Metric> metrics = new HashMap<>();
  final Map<String, ModelRows> rows = new HashMap<>();
  final Map<String, RowExpr> computed = new HashMap<>();
  final Catalog catalog;

  Shop(SemanticModel... more) {
    var models =
        new ArrayList<>(
            List.of(
                model("regions", List.of("region"), Map.of(), "region:string", "zone:string"),
                model(
                    "customers",
                    List.of("customer_id"),
                    Map.of("area", join("area", "regions", "region", "region")),
                    "customer_id:integer!",
                    "region:string",
                    "plan:string",
                    "signed_up:date",
                    "deleted:boolean"),
                model(
                    "orders",
                    List.of("order_id"),
                    Map.of("customer", join("customer", "customers", "customer_id", "customer_id")),
                    "order_id:integer!",
                    "customer_id:integer",
                    "status:string",
                    "amount:money",
                    "quantity:integer",
                    "ordered_at:timestamp",
                    "paid_on:date"),
                model(
                    "order_tags",
                    List.of(),
                    Map.of("order", join("order", "orders", "order_id", "order_id")),
                    "order_id:integer",
                    "tag:string",
                    "weight:integer"),
                model(
                    "returns",
                    List.of("return_id"),
                    Map.of("customer", join("customer", "customers", "customer_id", "customer_id")),
                    "return_id:integer!",
                    "customer_id:integer",
                    "amount:money",
                    "returned_on:date")));
    models.removeIf(m -> Arrays.stream(more).anyMatch(o -> o.name().equals(m.name())));
    models.addAll(List.of(more));
    catalog = new Catalog(models);
    time("orders", "ordered_at");
    time("returns", "returned_on");
    time("customers", "signed_up");
  }

  static SemanticModel model(
      String name, List<String> key, Map<String, Join> joins, String... fields) {
    return model(name, new SemanticModel.Rows.Table(name), key, joins, fields);
  }

  static SemanticModel model(
      String name,
      SemanticModel.Rows rows,
      List<String> key,
      Map<String, Join> joins,
      String... fields) {
    var all = new LinkedHashMap<String, Field>();
    for (String field : fields) {
      String[] parts = field.replace("!", "").split(":", -1);
      all.put(
          parts[0],
          new Field(
              parts[0],
              type(parts[1]),
              new Field.Content.Column(parts[0]),
              Unit.ANY,
              !field.endsWith("!"),
              new LinkedHashMap<>(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              About.NOTHING,
              PLACE));
    }
    return new SemanticModel(
        name,
        rows,
        Optional.empty(),
        key,
        List.of(),
        Optional.empty(),
        name,
        all,
        new LinkedHashMap<>(joins),
        About.NOTHING,
        PLACE);
  }

  static Join join(String name, String model, String near, String far) {
    return new Join(name, model, List.of(new KeyPair(KeyField.of(near), KeyField.of(far))), PLACE);
  }

  private static ValueType type(String text) {
    return switch (text) {
      case "integer" -> ValueType.INTEGER;
      case "money" -> MONEY;
      case "double" -> ValueType.DOUBLE;
      case "string" -> ValueType.STRING;
      case "boolean" -> ValueType.BOOLEAN;
      case "date" -> ValueType.DATE;
      case "timestamp" -> ValueType.TIMESTAMP;
      case "timestamptz" -> ValueType.TIMESTAMPTZ;
      default -> throw new IllegalArgumentException(text);
    };
  }

  void time(String model, String field) {
    RowExpr time = field(model, field);
    rows.merge(
        model,
        new ModelRows(Optional.empty(), Optional.of(time)),
        (old, now) -> new ModelRows(old.where(), now.time()));
  }

  void where(String model, RowExpr where) {
    ModelRows old = rows.getOrDefault(model, ModelRows.ALL);
    rows.put(model, new ModelRows(Optional.of(where), old.time()));
  }

  Meanings meanings() {
    return new Meanings(
        catalog,
        metrics::get,
        m -> rows.getOrDefault(m, ModelRows.ALL),
        (m, f) -> Optional.ofNullable(computed.get(m + "." + f)));
  }

  // Rows.

  JoinPath path(String base, String... names) {
    JoinPath path = JoinPath.at(base);
    for (String name : names) {
      Edge edge =
          catalog.edges(path.target()).stream()
              .filter(e -> e.name().equals(name))
              .findFirst()
              .orElseThrow();
      path = path.then(edge);
    }
    return path;
  }

  /** {@code field("orders", "customer.region")}. */
  RowExpr field(String base, String dotted) {
    String[] parts = dotted.split("\\.", -1);
    JoinPath path = path(base, Arrays.copyOf(parts, parts.length - 1));
    Field field = catalog.get(path.target()).fields().get(parts[parts.length - 1]);
    return new RowExpr.Column(
        path, field.name(), field.type(), field.nullable() || !path.isEmpty());
  }

  static RowExpr value(Object value) {
    ValueType type =
        switch (value) {
          case Integer i -> ValueType.INTEGER;
          case BigDecimal d -> ValueType.decimal(Math.max(d.precision(), d.scale()), d.scale());
          case Double d -> ValueType.DOUBLE;
          case Boolean b -> ValueType.BOOLEAN;
          default -> ValueType.STRING;
        };
    Object constant =
        switch (value) {
          case Integer i -> BigDecimal.valueOf(i);
          case Double d -> BigDecimal.valueOf(d);
          default -> value;
        };
    return new RowExpr.Constant(constant, type);
  }

  static RowExpr call(Function function, ValueType type, RowExpr... args) {
    return new RowExpr.Call(function, List.of(args), type, true);
  }

  static RowExpr test(Function function, RowExpr... args) {
    return call(function, ValueType.BOOLEAN, args);
  }

  RowExpr own(String base) {
    return new RowExpr.OwnTime(base, rows.get(base).time().orElseThrow().type(), true);
  }

  RowExpr period(String base, Grain grain) {
    return new RowExpr.Truncate(
        own(base), grain, grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE);
  }

  RowExpr during(String base, TimeSpan span) {
    return new RowExpr.During(own(base), span);
  }

  // Metrics.

  static MetricExpr count(String base) {
    return aggregate(base, Aggregate.COUNT, null, ValueType.INTEGER);
  }

  static MetricExpr sum(String base, RowExpr argument) {
    ValueType type =
        argument.type().is(ValueType.Kind.DECIMAL)
            ? ValueType.decimal(38, argument.type().scale())
            : argument.type();
    return aggregate(base, Aggregate.SUM, argument, type);
  }

  static MetricExpr aggregate(
      String base,
      Aggregate function,
      @org.jspecify.annotations.Nullable RowExpr argument,
      ValueType type) {
    return new MetricExpr.Aggregated(
        base,
        function,
        Optional.ofNullable(argument),
        function.takesFraction() ? Optional.of(new BigDecimal("0.75")) : Optional.empty(),
        function.isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL,
        type);
  }

  static MetricExpr where(MetricExpr value, String base, RowExpr predicate) {
    return new MetricExpr.Filtered(value, new TreeMap<>(Map.of(base, predicate)));
  }

  static MetricExpr call(Function function, ValueType type, MetricExpr... args) {
    return new MetricExpr.Call(function, List.of(args), type, true);
  }

  static MetricExpr number(int value) {
    return new MetricExpr.Constant(BigDecimal.valueOf(value), ValueType.INTEGER);
  }

  MetricExpr ref(String metric) {
    MetricExpr of = metrics.get(metric).expression();
    return new MetricExpr.Reference(metric, of.type(), of.nullable());
  }

  MetricExpr metric(String name, MetricExpr expression) {
    var signature =
        new Signature(
            expression.type(),
            expression.nullable(),
            Unit.ANY,
            Additivity.SUM,
            new TreeSet<>(),
            Signature.Motion.STILL,
            Signature.Extent.PERIOD,
            Signature.Status.CURRENT,
            Optional.empty());
    metrics.put(name, new Metric(name, expression, signature, new TreeSet<>(), Properties.NONE));
    return ref(name);
  }

  RowExpr metricOfRow(JoinPath path, MetricExpr metric, Map<String, JoinPath> ways) {
    return new RowExpr.MetricOfRow(path, metric, new TreeMap<>(ways), metric.type(), true);
  }

  // Queries.

  Asking ask(String... bases) {
    return new Asking(List.of(bases));
  }

  /** A query in the making. */
  final class Asking {
    private final List<String> bases;
    private final List<Query.Item> items = new ArrayList<>();
    private final List<Query.Group> groups = new ArrayList<>();
    private final List<Query.Filter> filters = new ArrayList<>();
    private Optional<MetricExpr> having = Optional.empty();
    private final List<Query.Ordering> order = new ArrayList<>();
    private OptionalLong limit = OptionalLong.empty();

    private Asking(List<String> bases) {
      this.bases = bases;
    }

    Asking item(String name, MetricExpr value) {
      items.add(new Query.Item(name, value, Unit.ANY, Optional.empty()));
      return this;
    }

    /** One expression for each base. */
    Asking by(String name, RowExpr... values) {
      var all = new TreeMap<String, RowExpr>();
      for (int i = 0; i < values.length; i++) {
        all.put(bases.get(i), values[i]);
      }
      groups.add(new Query.Group(name, values[0].type(), true, all, Unit.ANY, Optional.empty()));
      return this;
    }

    Asking where(RowExpr... predicates) {
      var all = new TreeMap<String, RowExpr>();
      for (int i = 0; i < predicates.length; i++) {
        all.put(bases.get(i), predicates[i]);
      }
      filters.add(new Query.Filter(all));
      return this;
    }

    Asking having(MetricExpr condition) {
      having = Optional.of(condition);
      return this;
    }

    Asking order(MetricExpr value, Query.Direction direction) {
      order.add(new Query.Ordering(new Query.Key.ByValue(value), direction));
      return this;
    }

    Asking orderByGroup(int index, Query.Direction direction) {
      order.add(new Query.Ordering(new Query.Key.ByGroup(index), direction));
      return this;
    }

    Asking limit(long count) {
      limit = OptionalLong.of(count);
      return this;
    }

    Query query() {
      return new Query(bases, items, groups, filters, List.of(), having, order, limit);
    }

    QueryPlan plan() {
      return plan(PlanOptions.DEFAULT);
    }

    QueryPlan plan(PlanOptions options) {
      return Planner.plan(query(), meanings(), options).orElseThrow();
    }
  }
}
