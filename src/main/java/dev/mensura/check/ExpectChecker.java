package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration.Step;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.QueryBody;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what a test expects. */
final class ExpectChecker {
  private final Scope scope;
  private final Findings findings;
  private final LiteralReader literals;
  private final SortedSet<String> uses = new TreeSet<>();

  ExpectChecker(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
    this.literals = new LiteralReader(scope, findings);
  }

  /** The metrics that were named. */
  SortedSet<String> uses() {
    return uses;
  }

  Optional<TestCase.Expectation> check(Step.Expect expect) {
    if (!expect.by().isEmpty()) {
      return groups(expect);
    }
    if (expect.expression() instanceof Expr.Binary b && b.operator() == Operator.EQ) {
      if (LiteralReader.isLiteral(b.right())) {
        return value(b.left(), b.right(), expect.span());
      }
      if (LiteralReader.isLiteral(b.left())) {
        return value(b.right(), b.left(), expect.span());
      }
    }
    return condition(expect.expression(), expect.span());
  }

  private Optional<TestCase.Expectation> value(Expr metric, Expr literal, Span span) {
    Optional<Query> query = query(List.of(item(metric)), List.of(), span);
    Optional<LiteralReader.Read> read = query.flatMap(q -> expected(q, metric, literal));
    return query.isEmpty() || read.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TestCase.Expectation.Values(
                query.get(), List.of(new TestCase.Line(List.of(), read.get().value()))));
  }

  private Optional<LiteralReader.Read> expected(Query query, Expr metric, Expr literal) {
    MetricExpr value = query.items().getLast().value();
    return literals.expected(
        literal, value.type(), "`" + Labels.of(findings.text(metric.span())) + "`");
  }

  private Optional<TestCase.Expectation> condition(Expr condition, Span span) {
    List<QueryBody.Item> parts = new ConditionParts(findings).items(condition, List.of());
    var items = new ArrayList<QueryBody.Item>(parts);
    items.removeIf(i -> i.expression() == condition);
    items.add(item(condition));
    Optional<Query> query = query(items, List.of(), span);
    if (query.isPresent() && !query.get().items().getLast().value().type().is(Kind.BOOLEAN)) {
      Diagnostic finding =
          Diagnostic.of(
              Code.TYPE_MISMATCH,
              findings.place(condition.span()),
              "`%s` is %s; `expect` needs a condition."
                  .formatted(
                      Labels.of(findings.text(condition.span())),
                      Article.a(query.get().items().getLast().value().type())));
      findings.add(
          condition instanceof Expr.Modified
              ? finding.note("With a filter or other modifier: `expect (revenue where …) = 2`.")
              : finding.note("For example `expect power_users = 2`."));
      return Optional.empty();
    }
    return query.map(TestCase.Expectation.Holds::new);
  }

  private Optional<TestCase.Expectation> groups(Step.Expect expect) {
    Optional<Query> query = query(List.of(item(expect.expression())), expect.by(), expect.span());
    if (query.isEmpty()) {
      return Optional.empty();
    }
    var lines = new ArrayList<TestCase.Line>();
    var seen = new HashMap<List<@Nullable Object>, Span>();
    int groups = expect.by().size();
    for (List<Expr> row : expect.rows()) {
      // Rows of another length were reported where they were read.
      if (row.size() == groups + 1) {
        var group = new ArrayList<@Nullable Object>();
        for (int i = 0; i < groups; i++) {
          group.add(member(row.get(i), query.get(), i, expect.by().get(i)));
        }
        Optional<LiteralReader.Read> value =
            expected(query.get(), expect.expression(), row.getLast());
        value.ifPresent(v -> lines.add(new TestCase.Line(group, v.value())));
        repeated(group, row.subList(0, groups), seen);
      }
    }
    return findings.errors() == 0
        ? Optional.of(new TestCase.Expectation.Values(query.get(), lines))
        : Optional.empty();
  }

  private void repeated(
      List<@Nullable Object> group, List<Expr> row, Map<List<@Nullable Object>, Span> seen) {
    if (findings.errors() > 0) {
      return;
    }
    var key = new ArrayList<@Nullable Object>();
    group.forEach(g -> key.add(g instanceof BigDecimal n ? n.stripTrailingZeros() : g));
    var span = new Span(row.getFirst().span().start(), row.getLast().span().end());
    Span first = seen.putIfAbsent(key, span);
    if (first != null) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_TEST,
                  findings.place(span),
                  "`" + findings.text(span) + "` is expected twice; a group has one value.")
              .related(findings.place(first), "the first"));
    }
  }

  private @Nullable Object member(
      Expr literal, Query query, int index, QueryBody.Dimension dimension) {
    Query.Group group = query.groups().get(index);
    Optional<Grain> grain =
        group.values().values().stream()
            .filter(RowExpr.Truncate.class::isInstance)
            .map(v -> ((RowExpr.Truncate) v).grain())
            .findFirst();
    int before = findings.errors();
    Optional<LiteralReader.Read> read =
        literals.value(literal, group.type(), grain, "`" + group.name() + "`");
    if (findings.errors() == before) {
      closed(literal, query, dimension);
    }
    return read.map(LiteralReader.Read::value).orElse(null);
  }

  private void closed(Expr literal, Query query, QueryBody.Dimension dimension) {
    Set<Field> fields = new HashSet<>();
    for (String base : query.bases()) {
      Target target = scope.paths().resolve(base, dimension.path(), new Findings(findings.file()));
      if (target instanceof Target.OfField f && f.grain().isEmpty() && f.part().isEmpty()) {
        fields.add(f.field());
      }
    }
    if (fields.size() == 1) {
      literals.closed(literal, fields.iterator().next());
    }
  }

  private static QueryBody.Item item(Expr expression) {
    return new QueryBody.Item(expression, Optional.empty(), expression.span());
  }

  private Optional<Query> query(
      List<QueryBody.Item> items, List<QueryBody.Dimension> by, Span span) {
    var body =
        new QueryBody(
            items,
            by,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            span);
    var checked = new QueryChecker(scope, findings).check(body);
    uses.addAll(checked.uses());
    return checked.query();
  }
}
