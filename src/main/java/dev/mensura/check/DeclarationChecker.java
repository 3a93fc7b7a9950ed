package dev.mensura.check;

import dev.mensura.check.sql.SqlExpressions;
import dev.mensura.check.sql.Translated;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Family;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.Properties;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Function;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Checks one declaration. */
final class DeclarationChecker {
  /** A computed field that grows beyond this when others are filled in is a mistake. */
  private static final long LARGEST = 20_000;

  private final Scope scope;
  private final Watch watch;

  DeclarationChecker(Scope scope, Watch watch) {
    this.scope = scope;
    this.watch = watch;
  }

  Outcome check(Key key, Declared<?> declared) {
    var findings = new Findings(declared.file());
    Optional<? extends Object> result;
    try {
      result = result(key, declared, findings);
    } catch (UnsettledException e) {
      return new Outcome(declared, Optional.empty(), List.of(), watch.all(), watch.names());
    }
    Optional<Object> kept = findings.errors() == 0 ? result.map(r -> r) : Optional.empty();
    return new Outcome(declared, kept, findings.list(), watch.all(), watch.names());
  }

  private Optional<? extends Object> result(Key key, Declared<?> declared, Findings findings) {
    return switch (declared.declaration()) {
      case Declaration.Metric m when key instanceof Key.OfFamily ->
          new Families(scope, findings).read(m);
      case Declaration.Metric m when !m.parameters().isEmpty() -> family(m, findings);
      case Declaration.Metric m -> metric(m, findings);
      case Member m -> member(m, findings);
      case Declaration.Query q -> query(q, findings);
      case Field f when key instanceof Key.OfField k -> field(k.model(), f, findings);
      case SemanticModel m -> rows(m, findings);
      case Declaration.Test t -> new TestChecker(scope, findings).check(t);
      case Declaration.Assert a -> new AssertChecker(scope, findings).check(a);
      case Declaration.Unreadable u -> Optional.empty();
      default -> throw new IllegalStateException("nothing to check: " + key);
    };
  }

  private Optional<Metric> metric(Declaration.Metric declaration, Findings findings) {
    String name = declaration.name().text();
    Optional<String> family = Family.of(name);
    if (family.isPresent() && !(scope.family(family.get()) instanceof Scope.Callee.Nothing)) {
      findings.add(
          Code.DUPLICATE_NAME,
          declaration.name().span(),
          "`" + name + "` is the name of a member of the family `" + family.get() + "`.");
    }
    var properties = new PropertyReader(declaration.properties(), findings);
    Properties read = properties.read(declaration.documentation());
    var typer = new MetricTyper(scope, findings);
    Typed<MetricExpr> typed = typer.type(declaration.body());
    return metric(declaration, name, typed, typer, properties, read, findings);
  }

  /**
   * A family, its body checked with the defaults and, where there is none, anything of the kind.
   *
   * @return the member that has all defaults, or what is known without one
   */
  private Optional<? extends Object> family(Declaration.Metric declaration, Findings findings) {
    var properties = new PropertyReader(declaration.properties(), findings);
    Properties read = properties.read(declaration.documentation());
    String name = declaration.name().text();
    if (!(scope.family(name) instanceof Scope.Callee.Takes(Family family))) {
      return Optional.empty();
    }
    var families = new Families(scope, findings);
    var substitution =
        new Substitution(
            Families.fillings(family), model -> scope.catalog().model(model).isPresent());
    Expr body = substitution.apply(declaration.body());
    var open = new TreeSet<String>();
    for (Parameter parameter : family.required()) {
      if (parameter.kind() == Parameter.Kind.METRIC) {
        open.add(parameter.name());
      }
    }
    Findings inBody = new Findings(findings.file());
    var typer = new MetricTyper(new OpenScope(scope, open), inBody);
    Typed<MetricExpr> typed = typer.type(body);
    inBody.list().stream().filter(d -> !isOfValues(d, substitution)).forEach(findings::add);
    families.advise(declaration, substitution);
    if (!typed.isUnknown()) {
      families.twoWays(declaration, substitution, typer.bases(typed.expr()));
    }
    if (!family.isOpen()) {
      return metric(declaration, name, typed, typer, properties, read, findings);
    }
    var uses = new TreeSet<>(typer.uses());
    uses.removeAll(open);
    return Optional.of(new OpenFamily(name, read, Collections.unmodifiableSortedSet(uses)));
  }

  /** Whether a filter always or never holds is decided by what is given for parameters. */
  private static boolean isOfValues(Diagnostic finding, Substitution substitution) {
    boolean verdict =
        finding.code() == Code.FILTER_ALWAYS_HOLDS || finding.code() == Code.FILTER_NEVER_HOLDS;
    return verdict
        && substitution.places().stream()
            .anyMatch(place -> finding.place().span().contains(place.start()));
  }

  private Optional<Metric> member(Member member, Findings findings) {
    Declaration.Metric declaration = member.declaration();
    var properties = new PropertyReader(declaration.properties(), findings);
    Properties read = properties.read(declaration.documentation());
    var substitution =
        new Substitution(
            Substitution.of(member.arguments()), model -> scope.catalog().model(model).isPresent());
    var typer = new MetricTyper(scope, findings);
    Typed<MetricExpr> typed = typer.type(substitution.apply(declaration.body()));
    if (!typed.isUnknown()) {
      new Families(scope, findings).twoWays(declaration, substitution, typer.bases(typed.expr()));
    }
    return metric(declaration, member.name(), typed, typer, properties, read, findings);
  }

  private static Optional<Metric> metric(
      Declaration.Metric declaration,
      String name,
      Typed<MetricExpr> typed,
      MetricTyper typer,
      PropertyReader properties,
      Properties read,
      Findings findings) {
    if (typed.isUnknown() || findings.errors() > 0) {
      return Optional.empty();
    }
    if (typed.type().is(Kind.NULL)) {
      findings.add(Code.TYPE_MISMATCH, declaration.body().span(), "`null` alone is no metric.");
      return Optional.empty();
    }
    var signature =
        new Signature(
            typed.type(),
            typed.nullable(),
            unit(properties, typed, declaration, findings),
            new Additivities(typer::signature).of(typed.expr()),
            typer.bases(typed.expr()),
            Motions.of(typed.expr(), typer::signature),
            Extents.of(typed.expr(), typer::signature),
            read.deprecated().isPresent() ? Signature.Status.DEPRECATED : Signature.Status.CURRENT,
            Singles.of(typed.expr(), typer::signature));
    return Optional.of(new Metric(name, typed.expr(), signature, typer.uses(), read));
  }

  private static Unit unit(
      PropertyReader properties,
      Typed<MetricExpr> typed,
      Declaration.Metric declaration,
      Findings findings) {
    Optional<Declaration.Property> property = properties.unit();
    Optional<String> text = properties.text("unit");
    if (property.isEmpty() || text.isEmpty()) {
      return typed.unit();
    }
    Unit declared = Unit.of(text.get());
    boolean said = typed.unit().isKnown() && typed.unit().text().equals(text);
    if (said || declared.fits(typed.unit())) {
      return said ? typed.unit() : declared;
    }
    findings.add(
        Diagnostic.of(
                Code.UNIT_MISMATCH,
                findings.place(property.get().value().span()),
                "`"
                    + declaration.name().text()
                    + "` is declared in `"
                    + text.get()
                    + "`, and its expression is in `"
                    + typed.unit()
                    + "`.")
            .related(findings.place(declaration.body().span()), "in `" + typed.unit() + "`"));
    return typed.unit();
  }

  private Optional<NamedQuery> query(Declaration.Query declaration, Findings findings) {
    var properties = new PropertyReader(declaration.properties(), findings);
    Properties read = properties.read(declaration.documentation());
    properties
        .unit()
        .ifPresent(p ->
            findings.add(
                Code.BAD_PROPERTY, p.name().span(), "A query has no unit; its metrics have."));
    var checked = new QueryChecker(scope, findings).check(declaration.body());
    return checked
        .query()
        .map(q -> new NamedQuery(declaration.name().text(), q, read, checked.uses()));
  }

  private Optional<RowExpr> field(String model, Field field, Findings findings) {
    var metrics = new MetricTyper(scope, findings);
    var rows = new RowTyper(scope, model, RowTyper.Position.FIELD, metrics);
    Optional<Expr> expression = expression(model, field, findings);
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    Typed<RowExpr> typed = rows.type(expression.get());
    if (typed.isUnknown()) {
      return Optional.empty();
    }
    if (Rebase.size(typed.expr()) > LARGEST) {
      findings.add(
          Code.TOO_LARGE,
          expression.get().span(),
          "`"
              + model
              + "."
              + field.name()
              + "` has more than "
              + LARGEST
              + " parts when the fields it names are filled in.");
      return Optional.empty();
    }
    if (!field.unit().fits(typed.unit())) {
      findings.add(
          Diagnostic.of(
                  Code.UNIT_MISMATCH,
                  findings.place(expression.get().span()),
                  "`"
                      + model
                      + "."
                      + field.name()
                      + "` is declared in `"
                      + field.unit()
                      + "`, and its expression is in `"
                      + typed.unit()
                      + "`.")
              .related(field.place(), "declared here"));
    }
    return declaredType(model, field, typed, expression.get().span(), findings);
  }

  private Optional<Expr> expression(String model, Field field, Findings findings) {
    return switch (field.content()) {
      case Field.Content.Computed c -> Optional.of(c.expression());
      case Field.Content.Sql s -> {
        Translated translated =
            SqlExpressions.row(
                s.text(), findings.file(), scope.catalog().get(model), scope.catalog().calendar());
        translated.diagnostics().forEach(findings::add);
        yield translated.expr();
      }
      case Field.Content.Column c -> throw new IllegalStateException("a column is not computed");
    };
  }

  /** The value as the declared type says, widened where that loses nothing. */
  private static Optional<RowExpr> declaredType(
      String model, Field field, Typed<RowExpr> typed, Span span, Findings findings) {
    ValueType declared = field.type();
    ValueType found = typed.type();
    if (found.kind() == declared.kind()) {
      return Optional.of(typed.expr());
    }
    boolean widens =
        found.is(Kind.NULL)
            || found.is(Kind.INTEGER) && (declared.is(Kind.DECIMAL) || declared.is(Kind.DOUBLE))
            || found.is(Kind.DECIMAL) && declared.is(Kind.DOUBLE)
            || found.is(Kind.DOUBLE) && declared.is(Kind.DECIMAL)
            || found.is(Kind.DATE) && declared.is(Kind.TIMESTAMP);
    if (!widens) {
      findings.add(
          Diagnostic.of(
                  Code.TYPE_MISMATCH,
                  findings.place(span),
                  "`"
                      + model
                      + "."
                      + field.name()
                      + "` is declared as "
                      + declared
                      + ", and its expression is "
                      + Article.a(found)
                      + ".")
              .related(field.place(), "declared here"));
      return Optional.empty();
    }
    return Optional.of(
        new RowExpr.Call(Function.CAST, List.of(typed.expr()), declared, typed.nullable()));
  }

  private Optional<ModelRows> rows(SemanticModel model, Findings findings) {
    Optional<RowExpr> where = model.where().flatMap(p -> exists(model, p, findings));
    Optional<RowExpr> time = model.time().flatMap(p -> time(model, p, findings));
    return Optional.of(new ModelRows(where, time));
  }

  private Optional<RowExpr> exists(SemanticModel model, Expr predicate, Findings findings) {
    var rows =
        new RowTyper(
            scope, model.name(), RowTyper.Position.FIELD, new MetricTyper(scope, findings));
    Typed<RowExpr> typed = rows.condition(predicate);
    if (typed.isUnknown()) {
      return Optional.empty();
    }
    if (!OwnRow.only(typed.expr())) {
      findings.add(
          Code.TYPE_MISMATCH,
          predicate.span(),
          "Which rows of `"
              + model.name()
              + "` exist is decided by their own fields, without joins and metrics.");
      return Optional.empty();
    }
    return Optional.of(typed.expr());
  }

  private Optional<RowExpr> time(SemanticModel model, Path path, Findings findings) {
    Target target = scope.paths().resolve(model.name(), path, findings);
    if (target instanceof Target.Failed) {
      return Optional.empty();
    }
    if (!(target instanceof Target.OfField f) || f.grain().isPresent() || f.part().isPresent()) {
      findings.add(
          Code.UNKNOWN_FIELD,
          path.span(),
          "`time` of model `"
              + model.name()
              + "` names a time field; `"
              + path.text()
              + "` is none.");
      return Optional.empty();
    }
    if (!f.field().type().isTemporal()) {
      findings.add(
          Code.TYPE_MISMATCH,
          path.span(),
          "`" + path.text() + "` is a " + f.field().type() + "; `time` needs a date or timestamp.");
      return Optional.empty();
    }
    if (!f.path().isToOne()) {
      findings.add(
          Code.TO_MANY_VALUE,
          path.span(),
          "A row of `"
              + model.name()
              + "` meets many values of `"
              + path.text()
              + "`, so it has no one time.");
      return Optional.empty();
    }
    JoinPath at = f.path();
    return scope.field(at.target(), f.field().name()).map(value -> Rebase.at(at, value));
  }
}
