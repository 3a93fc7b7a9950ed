package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Parameter;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types calls of families of metrics: what is given for each parameter, and the member it makes.
 */
final class FamilyCalls {
  /** A name that is longer than this was not written by anybody: it grew. */
  private static final int LONGEST = 2_000;

  private final MetricTyper typer;
  private final Scope scope;
  private final Findings findings;

  FamilyCalls(MetricTyper typer) {
    this.typer = typer;
    this.scope = typer.scope();
    this.findings = typer.findings;
  }

  /**
   * @param call of something that a metric is called like
   */
  Typed<MetricExpr> type(Expr.Call call) {
    String name = call.name().text();
    return switch (scope.family(name)) {
      case Scope.Callee.Nothing nothing -> notCallable(call);
      case Scope.Callee.Broken broken -> {
        typer.note(name);
        yield typer.unknown();
      }
      case Scope.Callee.Takes(Family family) ->
          given(family, call, scope, findings, this::metric)
              .map(given -> member(family, given, call))
              .orElseGet(typer::unknown);
    };
  }

  private Typed<MetricExpr> notCallable(Expr.Call call) {
    String name = call.name().text();
    if (scope.metric(name) instanceof Scope.Seen.Broken) {
      typer.note(name);
      return typer.unknown();
    }
    String right = findings.text(call.name().span());
    findings.add(
        Diagnostic.of(
                Code.WRONG_ARGUMENTS,
                findings.place(call.span()),
                "Metric `" + name + "` takes no parameters.")
            .fix("Write `" + right + "`", right));
    return typer.unknown();
  }

  private Typed<MetricExpr> member(Family family, List<Optional<Argument>> given, Expr.Call call) {
    String name = family.member(given);
    if (name.length() > LONGEST) {
      return typer.fail(
          Code.TOO_LARGE,
          call.span(),
          "The name of this member of `"
              + family.name()
              + "` has more than "
              + LONGEST
              + " characters when its arguments are filled in.");
    }
    if (given.stream().allMatch(Optional::isEmpty)) {
      return typer.metric(call.name(), call.span());
    }
    typer.note(family.name());
    return switch (scope.member(family, given)) {
      case Scope.OfFamily.Known known -> typer.known(known.metric(), call.span());
      case Scope.OfFamily.Broken broken -> {
        broken.why().ifPresent(why -> findings.add(at(call.span(), family, name, why)));
        yield typer.unknown();
      }
    };
  }

  /** What is wrong in the body with these arguments, told where they are given. */
  private Diagnostic at(Span call, Family family, String member, Diagnostic why) {
    Diagnostic finding =
        Diagnostic.of(why.code(), findings.place(call), "In `" + member + "`: " + why.message())
            .related(why.place(), "here in `" + family.name() + "`");
    for (var related : why.related()) {
      finding = finding.related(related.place(), related.message());
    }
    for (String note : why.notes()) {
      finding = finding.note(note);
    }
    return finding;
  }

  private Optional<Argument> metric(Expr expr) {
    Typed<MetricExpr> typed = typer.type(expr);
    if (typed.isUnknown()) {
      return Optional.empty();
    }
    if (typed.expr() instanceof MetricExpr.Reference r) {
      return Optional.of(new Argument.OfMetric(r.metric()));
    }
    findings.add(
        Code.TYPE_MISMATCH,
        expr.span(),
        "`" + typer.shortText(expr.span()) + "` is no metric's name, which is needed here.");
    return Optional.empty();
  }

  /**
   * What a call gives for each parameter of a family; none after saying what is wrong with it.
   *
   * @param metrics what stands for a metric
   */
  static Optional<List<Optional<Argument>>> given(
      Family family,
      Expr.Call call,
      Scope scope,
      Findings findings,
      Function<Expr, Optional<Argument>> metrics) {
    int before = findings.errors();
    var reader = new ArgumentReader(scope, findings, metrics);
    List<Parameter> parameters = family.parameters();
    List<Optional<Argument>> given =
        new ArrayList<>(Collections.nCopies(parameters.size(), Optional.empty()));
    @Nullable Span[] places = new Span[parameters.size()];
    boolean whole = true;
    boolean misplaced = false;
    boolean named = false;
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr.Argument argument = call.arguments().get(i);
      int index = i;
      if (argument.name().isPresent()) {
        named = true;
        index = indexOf(family, argument, findings);
      } else if (named) {
        findings.add(
            Code.WRONG_ARGUMENTS,
            argument.span(),
            "An argument without a name stands behind one with a name; those with names come"
                + " last.");
        index = -1;
      } else if (i >= parameters.size()) {
        tooMany(family, call, argument, findings);
        index = -2;
      }
      if (index < 0) {
        misplaced = true;
        if (index == -2) {
          break;
        }
        continue;
      }
      Span earlier = places[index];
      Parameter parameter = parameters.get(index);
      if (earlier != null) {
        findings.add(
            Diagnostic.of(
                    Code.WRONG_ARGUMENTS,
                    findings.place(argument.span()),
                    "`" + parameter.name() + "` of `" + family.name() + "` is given twice.")
                .related(findings.place(earlier), "it is given here already"));
        continue;
      }
      places[index] = argument.span();
      given.set(index, value(family, parameter, argument, reader, findings));
      whole &= given.get(index).isPresent();
    }
    // Who misspelt a name, or gave it no name, has given a value.
    if (!misplaced) {
      missing(family, places, call.span(), findings);
    }
    return whole && findings.errors() == before ? Optional.of(given) : Optional.empty();
  }

  private static Optional<Argument> value(
      Family family,
      Parameter parameter,
      Expr.Argument argument,
      ArgumentReader reader,
      Findings findings) {
    String owner = "`" + parameter.name() + "` of `" + family.name() + "`";
    if (argument.shape() == Expr.Shape.LIST) {
      findings.add(
          Code.WRONG_ARGUMENTS, argument.span(), owner + " takes one value; this is a list.");
      return Optional.empty();
    }
    return reader.read(parameter, owner, argument.values().getFirst());
  }

  private static int indexOf(Family family, Expr.Argument argument, Findings findings) {
    var name = argument.name().orElseThrow();
    List<String> names = family.parameters().stream().map(Parameter::name).toList();
    int index = names.indexOf(name.text());
    if (index < 0) {
      findings.unknown(
          Code.UNKNOWN_ARGUMENT,
          name.span(),
          "`" + family.name() + "` has no parameter `" + name.text() + "`.",
          name.text(),
          names);
    }
    return index;
  }

  private static void tooMany(
      Family family, Expr.Call call, Expr.Argument first, Findings findings) {
    int most = family.parameters().size();
    findings.add(
        Diagnostic.of(
                Code.WRONG_ARGUMENTS,
                findings.place(first.span()),
                "`"
                    + family.name()
                    + "` takes "
                    + most
                    + (most == 1 ? " argument; " : " arguments; ")
                    + call.arguments().size()
                    + " are given.")
            .note("It is declared as `" + family.text() + "`."));
  }

  private static void missing(
      Family family, @Nullable Span[] places, Span call, Findings findings) {
    List<Parameter> missing = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Parameter parameter = family.parameters().get(i);
      if (places[i] == null && parameter.fallback().isEmpty()) {
        missing.add(parameter);
      }
    }
    if (!missing.isEmpty()) {
      missing(family, missing, call, findings);
    }
  }

  /** Says that a family stands somewhere without what it needs. */
  static void missing(Family family, List<Parameter> missing, Span span, Findings findings) {
    String names =
        missing.stream().map(p -> "`" + p.name() + "`").collect(Collectors.joining(" and "));
    findings.add(
        Diagnostic.of(
                Code.MISSING_ARGUMENT,
                findings.place(span),
                "`" + family.name() + "` needs a value for " + names + ".")
            .note("It is declared as `" + family.text() + "`."));
  }
}
