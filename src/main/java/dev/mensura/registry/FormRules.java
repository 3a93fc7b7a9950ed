package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.type.Aggregate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which parameters a type needs, and which mean nothing to it. */
final class FormRules {
  static final String RATIO = "ratio";
  static final String SQL = "custom_sql";

  static final List<String> TYPES =
      Stream.concat(
              Stream.of("count", "count_distinct", "sum", "avg", RATIO, SQL),
              Stream.of(Aggregate.values()).map(Aggregate::text))
          .distinct()
          .toList();

  private final DefinitionForm form;
  private final List<Diagnostic> findings = new ArrayList<>();

  private FormRules(DefinitionForm form) {
    this.form = form;
  }

  static List<Diagnostic> check(DefinitionForm form) {
    var rules = new FormRules(form);
    rules.check();
    return rules.findings;
  }

  static String list(Collection<String> names) {
    return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
  }

  private void check() {
    switch (form.type()) {
      case RATIO -> {
        needs("numerator", form.numerator(), "what is divided");
        needs("denominator", form.denominator(), "what it is divided by");
        refuses("dimension", form.dimension());
        refuses("sql", form.sql());
        refusesFraction();
      }
      case SQL -> {
        needs("model", form.model(), "whose fields the expression names");
        needs("sql", form.sql(), "the expression");
        refuses("dimension", form.dimension());
        refuses("numerator", form.numerator());
        refuses("denominator", form.denominator());
        refusesFraction();
      }
      default -> aggregate();
    }
  }

  private void aggregate() {
    Optional<Aggregate> aggregate =
        Aggregate.of(form.type()).filter(a -> a.text().equals(form.type()));
    if (aggregate.isEmpty()) {
      unknownType();
      return;
    }
    boolean named = form.dimension().filter(d -> d.indexOf('.') > 0).isPresent();
    if (!named) {
      needs("model", form.model(), "whose rows are aggregated");
    }
    if (aggregate.get() != Aggregate.COUNT) {
      needs("dimension", form.dimension(), "the field that is aggregated");
    }
    if (!aggregate.get().takesFraction()) {
      refusesFraction();
    } else if (form.fraction().isEmpty()) {
      findings.add(missing("fraction", "a number from 0 to 1"));
    }
    refuses("numerator", form.numerator());
    refuses("denominator", form.denominator());
    refuses("sql", form.sql());
  }

  private void unknownType() {
    Parameter type = Parameter.of("type", JsonText.text(form.type()));
    String shown = form.type().length() <= 60 ? form.type() : form.type().substring(0, 60) + "…";
    Diagnostic finding =
        type.finding(Code.BAD_PARAMETER, "No type of metric is called `" + shown + "`.");
    Optional<String> near = Nearest.to(form.type(), TYPES);
    findings.add(
        near.map(n -> finding.note("Did you mean `" + n + "`?").fix("Write `" + n + "`", quoted(n)))
            .orElseGet(() -> finding.note("There are: " + list(TYPES) + ".")));
  }

  private static String quoted(String word) {
    return "\"" + word + "\"";
  }

  private void needs(String parameter, Optional<String> value, String what) {
    if (value.isEmpty()) {
      findings.add(missing(parameter, what));
    }
  }

  private Diagnostic missing(String parameter, String what) {
    return Parameter.of(parameter, NullNode.getInstance())
        .finding(
            Code.BAD_PARAMETER,
            "`%s` is missing: type `%s` needs it, %s.".formatted(parameter, form.type(), what));
  }

  private void refuses(String parameter, Optional<String> value) {
    value.ifPresent(
        text -> findings.add(meaningless(Parameter.of(parameter, JsonText.text(text)))));
  }

  private void refusesFraction() {
    form.fraction()
        .ifPresent(
            number -> findings.add(meaningless(Parameter.of("fraction", JsonText.number(number)))));
  }

  private Diagnostic meaningless(Parameter parameter) {
    String owners =
        switch (parameter.name()) {
          case "sql" -> "type `custom_sql` has one";
          case "numerator", "denominator" -> "type `ratio` has one";
          case "fraction" -> "percentiles have one";
          default -> "aggregates have one";
        };
    return parameter.finding(
        Code.UNKNOWN_PARAMETER,
        parameter.key(),
        "Type `%s` has no `%s`; %s.".formatted(form.type(), parameter.name(), owners));
  }
}
