package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Declaration.Property;
import dev.mensura.syntax.ast.Declaration.PropertyValue;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.QueryBody;
import dev.mensura.syntax.grammar.MensuraParser.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes a declaration of its parse tree. */
final class DeclarationBuilder {
  private final Excerpt excerpt;
  private final String documentation;
  private final List<Diagnostic> findings = new ArrayList<>();

  DeclarationBuilder(Excerpt excerpt, String documentation) {
    this.excerpt = excerpt;
    this.documentation = documentation;
  }

  List<Diagnostic> findings() {
    return List.copyOf(findings);
  }

  Declaration declaration(DeclarationContext tree) {
    if (tree.metric() != null) {
      return metric(tree.metric());
    }
    if (tree.query() != null) {
      return query(tree.query());
    }
    return tree.assertion() != null ? assertion(tree.assertion()) : test(tree.test());
  }

  /** The body of a query. */
  QueryBody query(QueryBodyContext tree) {
    return new QueryBuilder(excerpt, findings).build(tree);
  }

  private Declaration metric(MetricContext tree) {
    var parameters = new ArrayList<Declaration.Parameter>();
    if (tree.parameters() != null) {
      for (ParameterContext parameter : tree.parameters().parameter()) {
        parameters.add(parameter(parameter));
      }
    }
    return new Declaration.Metric(
        documentation,
        declared(tree.name().getStart()),
        parameters,
        expressions().expression(tree.expression()),
        properties(tree.properties()),
        span(tree));
  }

  private Declaration.Parameter parameter(ParameterContext tree) {
    Optional<Name> type =
        tree.name() == null ? Optional.empty() : Optional.of(expressions().name(tree.name()));
    Optional<Expr> fallback =
        tree.expression() == null
            ? Optional.empty()
            : Optional.of(expressions().expression(tree.expression()));
    return new Declaration.Parameter(
        declared(tree.LABEL().getSymbol()),
        type,
        tree.literal().stream().map(this::literal).toList(),
        fallback,
        span(tree));
  }

  private Declaration query(QueryContext tree) {
    return new Declaration.Query(
        documentation,
        declared(tree.name().getStart()),
        query(tree.queryBody()),
        properties(tree.properties()),
        span(tree));
  }

  private Declaration assertion(AssertionContext tree) {
    return new Declaration.Assert(
        documentation,
        expressions().expression(tree.expression()),
        new QueryBuilder(excerpt, findings).dimensions(tree.dimension()),
        properties(tree.properties()),
        span(tree));
  }

  private Declaration test(TestContext tree) {
    var steps = new ArrayList<Declaration.Step>();
    for (StepContext step : tree.step()) {
      steps.add(step(step));
    }
    return new Declaration.Test(
        documentation, Literals.text(excerpt, tree.text().getStart()), steps, span(tree));
  }

  private Declaration.Step step(StepContext tree) {
    return switch (tree) {
      case GivenContext given -> {
        List<Name> names = given.name().stream().map(expressions()::name).toList();
        yield new Declaration.Step.Given(
            names.getFirst(),
            names.subList(1, names.size()),
            rows(given.tuple(), names.size() - 1),
            span(tree));
      }
      case ExpectContext expect ->
          new Declaration.Step.Expect(
              expressions().expression(expect.expression()),
              new QueryBuilder(excerpt, findings).dimensions(expect.dimension()),
              rows(expect.tuple(), expect.dimension().size() + 1),
              span(tree));
      default -> throw new IllegalStateException("a step of no kind");
    };
  }

  private List<List<Expr>> rows(List<TupleContext> trees, int width) {
    var rows = new ArrayList<List<Expr>>();
    for (TupleContext tree : trees) {
      int values = tree.literal().size();
      if (values != width) {
        findings.add(
            error(
                Code.SYNTAX,
                tree,
                "This row has "
                    + values
                    + (values == 1 ? " value" : " values")
                    + " for "
                    + width
                    + (width == 1 ? " column." : " columns.")));
      }
      rows.add(tree.literal().stream().map(this::literal).toList());
    }
    return rows;
  }

  private List<Property> properties(@Nullable PropertiesContext tree) {
    if (tree == null) {
      return List.of();
    }
    var properties = new ArrayList<Property>();
    Map<String, Name> seen = new HashMap<>();
    for (PropertyContext property : tree.property()) {
      Name name = Literals.name(excerpt, property.LABEL().getSymbol());
      Name before = seen.putIfAbsent(name.text(), name);
      if (before != null) {
        findings.add(
            Diagnostic.of(
                    Code.REPEATED_CLAUSE,
                    new Place(excerpt.file(), name.span()),
                    "The property `" + name.text() + "` stands twice.")
                .related(new Place(excerpt.file(), before.span()), "It is here already."));
      }
      properties.add(new Property(name, value(property.value()), span(property)));
    }
    return properties;
  }

  private PropertyValue value(ValueContext tree) {
    if (tree.literal() != null) {
      return new PropertyValue.Scalar(literal(tree.literal()));
    }
    if (tree.name() != null) {
      return new PropertyValue.Scalar(word(tree.name().getStart()));
    }
    if (tree.properties() != null) {
      return new PropertyValue.Nested(properties(tree.properties()), span(tree));
    }
    return new PropertyValue.Many(tree.value().stream().map(this::value).toList(), span(tree));
  }

  /** A word that stands for a text. */
  private Expr word(Token token) {
    Name name = Literals.name(excerpt, token);
    int[] offsets = new int[name.text().length() + 1];
    int skipped = token.getText().startsWith("`") ? 1 : 0;
    for (int i = 0; i < offsets.length; i++) {
      int offset = token.getStartIndex() + skipped + i;
      offsets[i] = excerpt.span(offset, offset).start();
    }
    return new Expr.Text(name.text(), name.span(), offsets);
  }

  private Expr literal(LiteralContext tree) {
    return new ModifierBuilder(excerpt, findings, expressions()).literal(tree);
  }

  /** A name that is declared: a reserved word needs backquotes. */
  private Name declared(Token token) {
    String text = token.getText();
    if (!text.startsWith("`") && Names.isReserved(text)) {
      int from = token.getStartIndex();
      int to = token.getStopIndex() + 1;
      String right = "`" + text + "`";
      Diagnostic finding =
          excerpt.finding(
              Code.RESERVED_NAME,
              from,
              to,
              right + " is a word of the language; a name like it needs backquotes.");
      findings.add(excerpt.fix(finding, "Add backquotes", new Change(from, to, right)));
    }
    return Literals.name(excerpt, token);
  }

  private ExprBuilder expressions() {
    return new ExprBuilder(excerpt, findings);
  }

  private Diagnostic error(Code code, ParserRuleContext tree, String message) {
    return excerpt.finding(
        code, tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1, message);
  }

  private Span span(ParserRuleContext tree) {
    return excerpt.span(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
  }
}
