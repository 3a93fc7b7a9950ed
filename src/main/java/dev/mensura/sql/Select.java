package dev.mensura.sql;

import dev.mensura.plan.MetricAggregate;
import dev.mensura.plan.SourceTable;
import dev.mensura.sql.Sql.Binding;
import dev.mensura.sql.Sql.Source;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** One SELECT: the operators of a stage, gathered from the scan upwards. */
final class Select {
  private static final int WIDTH = 88;

  /** The bytes that PostgreSQL keeps of a name. */
  private static final int LONGEST_NAME = 63;

  private final Spelling spelling;
  private final Expressions expressions;
  private final List<String> names;
  private final Set<String> aliases = new HashSet<>();
  private final List<String> from = new ArrayList<>();
  private final List<String> where = new ArrayList<>();
  private final List<String> groupBy = new ArrayList<>();
  private final List<String> having = new ArrayList<>();
  private final List<RelFieldCollation> order = new ArrayList<>();
  private List<Sql> orderColumns = List.of();
  private List<Sql> columns;
  private Optional<String> limit = Optional.empty();
  private Kind kind = Kind.ROWS;
  private final Qualify qualify;

  /** What the rows of the select are so far. */
  private enum Kind {
    ROWS,
    GROUPS,
    DISTINCT
  }

  /** Whether a column is told with its table. */
  private enum Qualify {
    NO,
    YES
  }

  Select(Spelling spelling, RelNode rel) {
    this(spelling, rel, scans(rel) > 1 ? Qualify.YES : Qualify.NO);
  }

  private Select(Spelling spelling, RelNode rel, Qualify qualify) {
    this.spelling = spelling;
    this.expressions = new Expressions(spelling);
    this.names = rel.getRowType().getFieldNames();
    this.qualify = qualify;
    this.columns = visit(rel);
  }

  private static int scans(RelNode rel) {
    return rel instanceof TableScan ? 1 : rel.getInputs().stream().mapToInt(Select::scans).sum();
  }

  private List<Sql> visit(RelNode rel) {
    return switch (rel) {
      case TableScan scan -> scan(scan, "FROM ");
      case Values values -> List.of(Sql.atom("0", Source.CONSTANT));
      case Join join -> join(join);
      case Filter filter -> filter(filter);
      case Project project -> {
        List<Sql> input = visit(project.getInput());
        yield project.getProjects().stream().map(p -> expressions.write(p, input)).toList();
      }
      case Aggregate aggregate -> aggregate(aggregate);
      case Sort sort -> sort(sort);
      default -> throw new IllegalArgumentException("no such operator in a stage: " + rel);
    };
  }

  private List<Sql> scan(TableScan scan, String how) {
    SourceTable table = scan.getTable().unwrap(SourceTable.class);
    if (table == null) {
      throw new IllegalArgumentException("a table from elsewhere: " + scan);
    }
    List<String> name =
        switch (table.origin()) {
          case SourceTable.Origin.Stored stored -> stored.name();
          case SourceTable.Origin.Earlier earlier -> List.of(earlier.stage());
          case SourceTable.Origin.Written w ->
              throw new IllegalArgumentException("a written SELECT is a stage of its own");
        };
    String alias = alias(table.alias(), name.getLast());
    Identifiers identifiers = spelling.identifiers();
    String as = alias.equals(name.getLast()) ? "" : " AS " + identifiers.quoted(alias);
    from.add(how + identifiers.quoted(name) + as);
    String prefix = qualify == Qualify.YES ? identifiers.quoted(alias) + "." : "";
    List<String> fields = scan.getRowType().getFieldNames();
    return fields.stream().map(f -> Sql.atom(prefix + identifiers.quoted(f), Source.ROWS)).toList();
  }

  /** A join's name may be a keyword: then its table's name does, if it is free. */
  private String alias(String wanted, String table) {
    String alias =
        spelling.identifiers().needsQuotes(wanted)
                && !spelling.identifiers().needsQuotes(table)
                && !aliases.contains(table)
            ? table
            : wanted;
    String unique = alias;
    for (int i = 2; !aliases.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = alias + "_" + i;
    }
    return unique;
  }

  private List<Sql> join(Join join) {
    List<Sql> left = visit(join.getLeft());
    if (!(join.getRight() instanceof TableScan scan) || kind != Kind.ROWS) {
      throw new IllegalArgumentException("only tables are joined to: " + join);
    }
    boolean inner = join.getJoinType() == JoinRelType.INNER;
    boolean cross = inner && join.getCondition().isAlwaysTrue();
    if (!inner && join.getJoinType() != JoinRelType.LEFT) {
      throw new IllegalArgumentException("no join of a plan: " + join);
    }
    List<Sql> right = scan(scan, cross ? "CROSS JOIN " : inner ? "JOIN " : "LEFT JOIN ");
    List<Sql> both = Stream.concat(left.stream(), right.stream()).toList();
    if (!cross) {
      String on = expressions.write(join.getCondition(), both).text();
      int last = from.size() - 1;
      if (from.get(last).length() + on.length() + 4 <= WIDTH) {
        from.set(last, from.get(last) + " ON " + on);
      } else {
        from.add("  ON " + on);
      }
    }
    return both;
  }

  private List<Sql> filter(Filter filter) {
    List<Sql> input = visit(filter.getInput());
    List<String> to =
        switch (kind) {
          case ROWS -> where;
          case GROUPS -> having;
          case DISTINCT -> throw new IllegalArgumentException("a filter of distinct rows");
        };
    for (RexNode condition : conjuncts(filter.getCondition())) {
      to.add(expressions.write(condition, input).in(Binding.AND));
    }
    return input;
  }

  private static List<RexNode> conjuncts(RexNode condition) {
    return condition instanceof RexCall call && call.getKind() == SqlKind.AND
        ? call.getOperands()
        : List.of(condition);
  }

  private List<Sql> aggregate(Aggregate aggregate) {
    List<Sql> input = visit(aggregate.getInput());
    if (kind != Kind.ROWS) {
      throw new IllegalArgumentException("groups of groups need a stage between: " + aggregate);
    }
    List<Sql> keys = aggregate.getGroupSet().asList().stream().map(input::get).toList();
    if (aggregate.getAggCallList().isEmpty()) {
      kind = Kind.DISTINCT;
      return keys;
    }
    kind = Kind.GROUPS;
    // A constant in GROUP BY would be read as the position of a column, or refused.
    keys.stream()
        .filter(k -> k.source() == Source.ROWS)
        .map(Sql::text)
        .distinct()
        .forEach(groupBy::add);
    if (groupBy.isEmpty() && !keys.isEmpty()) {
      having.add("COUNT(*) > 0");
    }
    RelNode under = aggregate.getInput();
    return Stream.concat(
            keys.stream(), aggregate.getAggCallList().stream().map(c -> call(c, under, input)))
        .toList();
  }

  private Sql call(AggregateCall call, RelNode under, List<Sql> input) {
    Optional<Integer> argument = call.getArgList().stream().findFirst();
    Optional<RelDataType> type =
        argument.map(a -> under.getRowType().getFieldList().get(a).getType());
    Optional<BigDecimal> fraction =
        call.getAggregation() instanceof MetricAggregate m ? m.fraction() : Optional.empty();
    String filter =
        call.hasFilter() ? " FILTER (WHERE " + input.get(call.filterArg).condition() + ")" : "";
    return Sql.atom(
        spelling.aggregate(
            MetricAggregate.of(call),
            argument.map(a -> input.get(a).text()),
            type,
            fraction,
            filter),
        Source.ROWS);
  }

  private List<Sql> sort(Sort sort) {
    List<Sql> input = visit(sort.getInput());
    order.addAll(sort.getCollation().getFieldCollations());
    orderColumns = input;
    if (sort.fetch instanceof RexLiteral count) {
      limit = Optional.of(expressions.write(count, List.of()).text());
    }
    return input;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    Identifiers identifiers = spelling.identifiers();
    var items = new ArrayList<String>();
    for (int i = 0; i < columns.size(); i++) {
      String name = identifiers.quoted(names.get(i));
      String text = columns.get(i).text();
      boolean same = text.equals(name) || text.endsWith("." + name) && text.indexOf('(') < 0;
      items.add(same ? text : text + " AS " + name);
    }
    String word = kind == Kind.DISTINCT ? "SELECT DISTINCT" : "SELECT";
    lines.addAll(list(word, items));
    lines.addAll(from);
    lines.addAll(conditions("WHERE ", where));
    if (!groupBy.isEmpty()) {
      lines.addAll(list("GROUP BY", groupBy));
    }
    lines.addAll(conditions("HAVING ", having));
    if (!order.isEmpty()) {
      lines.addAll(list("ORDER BY", order.stream().map(this::ordering).toList()));
    }
    limit.ifPresent(count -> lines.add("LIMIT " + count));
    return lines;
  }

  private String ordering(RelFieldCollation key) {
    Sql column = orderColumns.get(key.getFieldIndex());
    int at = columns.indexOf(column);
    String text = at < 0 ? column.text() : told(at);
    String direction = key.getDirection().isDescending() ? " DESC" : "";
    boolean first = key.nullDirection == RelFieldCollation.NullDirection.FIRST;
    return text + direction + (first ? " NULLS FIRST" : " NULLS LAST");
  }

  /** A column of the result, by name; by position where a database may take it for another. */
  private String told(int column) {
    String seen = seen(names.get(column));
    boolean alone = names.stream().map(Select::seen).filter(seen::equals).count() == 1;
    return alone ? spelling.identifiers().quoted(names.get(column)) : Integer.toString(column + 1);
  }

  /** What is left of a name for a database that minds neither letter case nor a long end. */
  private static String seen(String name) {
    byte[] small = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return new String(small, 0, Math.min(small.length, LONGEST_NAME), StandardCharsets.UTF_8);
  }

  /** On one line where it fits. */
  private static List<String> list(String word, List<String> items) {
    String line = word + " " + String.join(", ", items);
    if (line.length() <= WIDTH || items.size() == 1) {
      return List.of(line);
    }
    var lines = new ArrayList<String>();
    lines.add(word);
    for (int i = 0; i < items.size(); i++) {
      lines.add("  " + items.get(i) + (i == items.size() - 1 ? "" : ","));
    }
    return lines;
  }

  private static List<String> conditions(String word, List<String> conditions) {
    var lines = new ArrayList<String>();
    for (String condition : conditions) {
      lines.add((lines.isEmpty() ? word : "  AND ") + condition);
    }
    return lines;
  }
}
