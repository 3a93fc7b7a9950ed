package dev.mensura.check.sql;

import dev.mensura.check.sql.Condition.Relation;
import dev.mensura.check.sql.Condition.Want;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Proves by Calcite's simplifier that a condition can't be as wanted.
 *
 * <p>Of constants only their order matters to a proof, so each becomes its place among all
 * constants: a small integer. What lies between two of them is taken to be dense, which proves less
 * and nothing wrong; {@link ConditionReader} has made the comparisons of whole numbers and days
 * such that little is lost.
 */
final class RexReasoner {
  /** The most cases that a condition is split into, each proved alone. */
  private static final int MOST_CASES = 64;

  private final RexBuilder rex = new RexBuilder(new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT));
  private final RexSimplify simplify =
      new RexSimplify(
          rex,
          RelOptPredicateList.EMPTY,
          (builder, constants, reduced) -> reduced.addAll(constants));
  private final Map<Comparable<?>, Integer> numbers = new TreeMap<>(Candidates::compare);
  private final Map<Comparable<?>, Integer> times = new TreeMap<>(Candidates::compare);
  private final Map<Comparable<?>, Integer> texts = new TreeMap<>(Candidates::compare);
  private final Map<Comparable<?>, Integer> flags = new TreeMap<>(Map.of(true, 1));
  private final RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
  private final List<Subject> subjects;

  private RexReasoner(List<Subject> subjects) {
    this.subjects = subjects;
  }

  /** Whether it is proved that the condition is as wanted for no row. */
  static boolean isImpossible(Condition condition, Want want, List<Subject> subjects) {
    var reasoner = new RexReasoner(subjects);
    reasoner.rank(condition);
    RexNode whole = reasoner.rex(condition, want);
    List<RexNode> domains =
        subjects.stream().map(reasoner::domain).filter(d -> !d.isAlwaysTrue()).toList();
    return reasoner.isFalse(List.of(whole), domains) || reasoner.isFalseByCases(whole, domains);
  }

  private boolean isFalse(List<RexNode> conjuncts, List<RexNode> domains) {
    var all = new ArrayList<>(domains);
    all.addAll(conjuncts);
    RexNode conjunction = RexUtil.composeConjunction(rex, all);
    return simplify.simplifyUnknownAsFalse(conjunction).isAlwaysFalse();
  }

  /** A disjunction is impossible if each of its cases is. */
  private boolean isFalseByCases(RexNode whole, List<RexNode> domains) {
    List<List<RexNode>> cases = cases(whole);
    return cases.size() <= MOST_CASES
        && cases.stream().allMatch(conjuncts -> isFalse(conjuncts, domains));
  }

  /** The disjunctive normal form; more than {@link #MOST_CASES} cases are not all listed. */
  private List<List<RexNode>> cases(RexNode node) {
    if (node.isA(SqlKind.OR) && !speaksOfOneSubject(node)) {
      var all = new ArrayList<List<RexNode>>();
      for (RexNode part : ((RexCall) node).getOperands()) {
        all.addAll(cases(part));
        if (all.size() > MOST_CASES) {
          break;
        }
      }
      return all;
    }
    if (!node.isA(SqlKind.AND)) {
      return List.of(List.of(node));
    }
    List<List<RexNode>> all = List.of(List.of());
    for (RexNode part : ((RexCall) node).getOperands()) {
      List<List<RexNode>> more = cases(part);
      var longer = new ArrayList<List<RexNode>>();
      for (List<RexNode> first : all) {
        for (List<RexNode> second : more) {
          var both = new ArrayList<>(first);
          both.addAll(second);
          longer.add(both);
        }
        if (longer.size() > MOST_CASES) {
          return longer;
        }
      }
      all = longer;
    }
    return all;
  }

  /** The simplifier joins ranges of one subject by itself. */
  private static boolean speaksOfOneSubject(RexNode node) {
    var refs = RelOptUtil.InputFinder.bits(node);
    return refs.cardinality() <= 1;
  }

  // Constants.

  private void rank(Condition condition) {
    collect(condition);
    for (Subject subject : subjects) {
      subject.values().forEach(value -> ranks(subject.scale()).put(value, 0));
      subject.range().forEach(value -> ranks(subject.scale()).put(value, 0));
    }
    for (Map<Comparable<?>, Integer> ranks : List.of(numbers, times, texts)) {
      int rank = 0;
      for (Map.Entry<Comparable<?>, Integer> entry : ranks.entrySet()) {
        entry.setValue(rank++);
      }
    }
  }

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::collect);
      case Condition.Any any -> any.parts().forEach(this::collect);
      case Condition.Not not -> collect(not.part());
      case Condition.Holds holds -> collect(holds.part());
      case Condition.Compared compared -> {
        Subject.Scale scale = compared.subject().scale();
        ranks(scale).put(compared.constant(), 0);
        if (scale.isDiscrete()) {
          ranks(scale).put(next(compared.constant()), 0);
        }
      }
      case Condition.Known known -> {}
      case Condition.Pair pair -> {}
      case Condition.Flag flag -> {}
      case Condition.Absent absent -> {}
    }
  }

  private Map<Comparable<?>, Integer> ranks(Subject.Scale scale) {
    return switch (scale) {
      case WHOLE, NUMBER -> numbers;
      case DAY, INSTANT -> times;
      case TEXT -> texts;
      case FLAG -> flags;
    };
  }

  private RexNode constant(Comparable<?> value, Subject.Scale scale) {
    int rank = Objects.requireNonNull(ranks(scale).get(value));
    return rex.makeExactLiteral(BigDecimal.valueOf(rank), type);
  }

  // Expressions.

  private RexInputRef ref(Subject subject) {
    return rex.makeInputRef(
        rex.getTypeFactory().createTypeWithNullability(type, subject.nullable()), subject.index());
  }

  private RexNode domain(Subject subject) {
    var parts = new ArrayList<RexNode>();
    if (!subject.values().isEmpty()) {
      subject
          .values()
          .forEach(value -> parts.add(compare(SqlStdOperatorTable.EQUALS, subject, value)));
    } else if (!subject.range().isEmpty()) {
      parts.add(
          and(
              List.of(
                  compare(
                      SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                      subject,
                      subject.range().getFirst()),
                  compare(
                      SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                      subject,
                      subject.range().getLast()))));
    } else {
      return rex.makeLiteral(true);
    }
    if (subject.nullable()) {
      parts.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, ref(subject)));
    }
    return or(parts);
  }

  private RexNode compare(SqlOperator operator, Subject subject, Comparable<?> value) {
    return rex.makeCall(operator, ref(subject), constant(value, subject.scale()));
  }

  private RexNode and(List<RexNode> parts) {
    return RexUtil.composeConjunction(rex, parts);
  }

  private RexNode or(List<RexNode> parts) {
    return RexUtil.composeDisjunction(rex, parts);
  }

  /** An expression that is true exactly if the condition is as wanted; else false or unknown. */
  private RexNode rex(Condition condition, Want want) {
    return switch (condition) {
      case Condition.Known known -> rex.makeLiteral(want.met(known.value()));
      case Condition.All all -> {
        List<RexNode> parts = all.parts().stream().map(part -> rex(part, want)).toList();
        yield want.isPositive() ? and(parts) : or(parts);
      }
      case Condition.Any any -> {
        List<RexNode> parts = any.parts().stream().map(part -> rex(part, want)).toList();
        yield want.isPositive() ? or(parts) : and(parts);
      }
      case Condition.Not not -> rex(not.part(), want.negated());
      case Condition.Holds holds -> rex(holds.part(), want.held());
      case Condition.Absent absent ->
          rex.makeCall(
              want.isPositive() ? SqlStdOperatorTable.IS_NULL : SqlStdOperatorTable.IS_NOT_NULL,
              ref(absent.subject()));
      case Condition.Flag flag ->
          orNull(
              compare(operator(Relation.EQUAL, want), flag.subject(), true),
              want,
              List.of(flag.subject()));
      case Condition.Compared compared ->
          orNull(compare(compared, want), want, List.of(compared.subject()));
      case Condition.Pair pair ->
          orNull(
              rex.makeCall(operator(pair.relation(), want), ref(pair.left()), ref(pair.right())),
              want,
              List.of(pair.left(), pair.right()));
    };
  }

  private RexNode compare(Condition.Compared compared, Want want) {
    Subject subject = compared.subject();
    boolean above = compared.relation() == Relation.AT_MOST && !want.isPositive();
    // Above 3 is 4 at least where there is nothing between.
    return above && subject.scale().isDiscrete()
        ? compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, subject, next(compared.constant()))
        : compare(operator(compared.relation(), want), subject, compared.constant());
  }

  private static Comparable<?> next(Comparable<?> point) {
    return point instanceof BigDecimal number
        ? ConditionReader.normal(number.add(BigDecimal.ONE))
        : ((LocalDateTime) point).plusDays(1);
  }

  private static SqlOperator operator(Relation relation, Want want) {
    return switch (relation) {
      case EQUAL -> want.isPositive() ? SqlStdOperatorTable.EQUALS : SqlStdOperatorTable.NOT_EQUALS;
      case BELOW ->
          want.isPositive()
              ? SqlStdOperatorTable.LESS_THAN
              : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      case AT_MOST ->
          want.isPositive()
              ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL
              : SqlStdOperatorTable.GREATER_THAN;
    };
  }

  /** Where unknown will do too, a null subject does. */
  private RexNode orNull(RexNode test, Want want, List<Subject> tested) {
    if (want == Want.TRUE || want == Want.FALSE) {
      return test;
    }
    var parts = new ArrayList<RexNode>(List.of(test));
    for (Subject subject : tested) {
      if (subject.nullable()) {
        parts.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, ref(subject)));
      }
    }
    return or(parts);
  }
}
