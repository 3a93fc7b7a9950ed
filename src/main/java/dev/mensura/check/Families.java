package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.Parameter;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what families of metrics declare beside their bodies. */
final class Families {
  private final Scope scope;
  private final Findings findings;

  Families(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  /** The parameters of a family; none after saying what is wrong with them. */
  Optional<Family> read(Declaration.Metric declaration) {
    int before = findings.errors();
    var parameters = new ArrayList<Parameter>();
    var names = new HashMap<String, Name>();
    for (Declaration.Parameter declared : declaration.parameters()) {
      Name earlier = names.putIfAbsent(declared.name().text(), declared.name());
      if (earlier != null) {
        findings.add(
            Diagnostic.of(
                    Code.DUPLICATE_NAME,
                    findings.place(declared.name().span()),
                    "The parameter `" + declared.name().text() + "` stands twice.")
                .related(findings.place(earlier.span()), "it is here already"));
      }
      parameter(declared).ifPresent(parameters::add);
    }
    return findings.errors() > before
        ? Optional.empty()
        : Optional.of(new Family(declaration.name().text(), parameters));
  }

  private Optional<Parameter> parameter(Declaration.Parameter declared) {
    String name = declared.name().text();
    var reader = new ArgumentReader(scope, findings, this::metric);
    List<Argument> values = new ArrayList<>();
    Optional<Parameter.Kind> kind;
    if (declared.type().isPresent()) {
      kind = kind(declared.type().get());
    } else {
      for (Expr value : declared.values()) {
        reader.literal(value).ifPresent(values::add);
      }
      if (values.size() < declared.values().size()) {
        findings.add(
            Code.TYPE_MISMATCH,
            declared.span(),
            "The values of `" + name + "` are texts, numbers, durations or dates.");
        return Optional.empty();
      }
      kind = Optional.of(Parameter.Kind.of(values.getFirst()));
      for (int i = 1; i < values.size(); i++) {
        Parameter.Kind other = Parameter.Kind.of(values.get(i));
        if (other != kind.get()) {
          findings.add(
              Code.TYPE_MISMATCH,
              declared.values().get(i).span(),
              "The values of `"
                  + name
                  + "` are of one kind; `"
                  + values.getFirst().text()
                  + "` is "
                  + kind.get().words()
                  + ", `"
                  + values.get(i).text()
                  + "` "
                  + other.words()
                  + ".");
          return Optional.empty();
        }
      }
    }
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    var parameter = new Parameter(name, kind.get(), values, Optional.empty());
    if (declared.fallback().isEmpty()) {
      return Optional.of(parameter);
    }
    return reader
        .read(parameter, "`" + name + "`", declared.fallback().get())
        .map(value -> new Parameter(name, parameter.kind(), values, Optional.of(value)));
  }

  private Optional<Parameter.Kind> kind(Name type) {
    Optional<Parameter.Kind> kind = Parameter.Kind.of(type.text());
    if (kind.isEmpty()) {
      List<String> known =
          Arrays.stream(Parameter.Kind.values()).map(Parameter.Kind::text).toList();
      String near =
          switch (type.text()) {
            case "integer", "int", "decimal", "double", "float", "numeric" -> "number";
            case "text", "varchar", "char" -> "string";
            case "bool" -> "boolean";
            case "interval", "period", "window" -> "duration";
            case "timestamp", "day", "time" -> "date";
            default -> "";
          };
      String message = "`" + type.text() + "` is no type of a parameter.";
      if (near.isEmpty()) {
        findings.unknown(Code.UNKNOWN_TYPE, type.span(), message, type.text(), known);
      } else {
        findings.add(
            Diagnostic.of(Code.UNKNOWN_TYPE, findings.place(type.span()), message)
                .note("There are: " + Findings.quoted(known) + ".")
                .fix("Write `" + near + "`", near));
      }
    }
    return kind;
  }

  /**
   * The metric that a default names. What it is made of isn't looked at: it may be made of this
   * family.
   */
  private Optional<Argument> metric(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return member(call);
    }
    String name = ((Expr.Reference) expr).path().text();
    Collection<String> known = scope.metricNames();
    if (!known.contains(name)) {
      findings.unknown(
          Code.UNKNOWN_METRIC, expr.span(), "No metric is called `" + name + "`.", name, known);
      return Optional.empty();
    }
    return Optional.of(new Argument.OfMetric(name));
  }

  private Optional<Argument> member(Expr.Call call) {
    return switch (scope.family(call.name().text())) {
      case Scope.Callee.Takes(Family family) ->
          FamilyCalls.given(family, call, scope, findings, this::metric)
              .map(given -> new Argument.OfMetric(family.member(given)));
      case Scope.Callee.Broken broken -> Optional.empty();
      case Scope.Callee.Nothing nothing -> {
        findings.add(
            Code.UNKNOWN_METRIC,
            call.name().span(),
            "No metric that takes parameters is called `" + call.name().text() + "`.");
        yield Optional.empty();
      }
    };
  }

  /** What stands for the parameters where nothing is given: defaults, or anything of their kind. */
  static Map<String, Substitution.Filling> fillings(Family family) {
    var fillings = new HashMap<String, Substitution.Filling>();
    for (Parameter parameter : family.parameters()) {
      fillings.put(
          parameter.name(),
          parameter
              .fallback()
              .<Substitution.Filling>map(Substitution.Filling.Of::new)
              .orElseGet(() -> Substitution.any(parameter)));
    }
    return fillings;
  }

  /** What deserves a word about how a body uses its parameters. */
  void advise(Declaration.Metric declaration, Substitution substitution) {
    Collection<String> metrics = scope.metricNames();
    for (Declaration.Parameter parameter : declaration.parameters()) {
      Name name = parameter.name();
      if (!substitution.used().contains(name.text())) {
        findings.add(
            Code.UNUSED_PARAMETER,
            name.span(),
            "Parameter `"
                + name.text()
                + "` is not used, so `"
                + declaration.name().text()
                + "` is the same whatever is given for it.");
      } else if (metrics.contains(name.text())) {
        findings.add(
            Code.HIDDEN_METRIC,
            name.span(),
            "Parameter `"
                + name.text()
                + "` has the name of a metric; in this definition `"
                + name.text()
                + "` is the parameter.");
      }
    }
  }

  /** A bare name in a filter that could be a parameter or a field of the rows reads two ways. */
  void twoWays(
      Declaration.Metric declaration, Substitution substitution, Collection<String> bases) {
    for (Declaration.Parameter parameter : declaration.parameters()) {
      String name = parameter.name().text();
      if (substitution.compared().contains(name)) {
        bases.stream()
            .map(scope.catalog()::get)
            .filter(m -> m.fields().containsKey(name) || m.joins().containsKey(name))
            .findFirst()
            .ifPresent(model -> twoWays(parameter.name(), model));
      }
    }
  }

  private void twoWays(Name name, SemanticModel model) {
    findings.add(
        Diagnostic.of(
                Code.READS_TWO_WAYS,
                findings.place(name.span()),
                "In `where`, `"
                    + name.text()
                    + "` is this parameter and a "
                    + (model.fields().containsKey(name.text()) ? "field" : "join")
                    + " of `"
                    + model.name()
                    + "`.")
            .note(
                "Another name for the parameter, such as `the_"
                    + name.text()
                    + "`, tells them apart."));
  }
}
