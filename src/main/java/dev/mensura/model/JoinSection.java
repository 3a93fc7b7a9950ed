package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.UnlinkedModel.UnlinkedJoin;
import dev.mensura.model.UnlinkedModel.UnlinkedPair;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the joins of a model as they are written. */
final class JoinSection {
  private final Findings findings;
  private final Expressions expressions;

  JoinSection(Findings findings, Expressions expressions) {
    this.findings = findings;
    this.expressions = expressions;
  }

  List<UnlinkedJoin> read(Optional<Yaml.Mapping> section) {
    List<UnlinkedJoin> joins = new ArrayList<>();
    section.ifPresent(
        mapping -> mapping.entries().forEach(entry -> join(entry).ifPresent(joins::add)));
    return joins;
  }

  private Optional<UnlinkedJoin> join(Yaml.Entry entry) {
    Optional<Yaml.Scalar> name = ValidNames.valid(findings, entry.key());
    if (!(entry.value() instanceof Yaml.Mapping mapping)) {
      String message =
          "The join `%s` takes a mapping, such as `{model: customers, on: customer_id}`; %s was found."
              .formatted(entry.key().value(), entry.value().kind());
      boolean visible = entry.value().span().length() > 0;
      findings.add(Code.BAD_VALUE, visible ? entry.value().span() : entry.key().span(), message);
      return Optional.empty();
    }
    var keys = new Keys(findings, mapping);
    keys.onlyKnown(Vocabulary.JOIN);
    String owner = "The join `" + entry.key().value() + "`";
    keys.missing(
        "model",
        Vocabulary.JOIN,
        entry.key().span(),
        owner + " leads nowhere: the key `model` is missing.");
    keys.missing(
        "on",
        Vocabulary.JOIN,
        entry.key().span(),
        owner + " pairs no fields: the key `on` is missing.");
    Optional<Yaml.Scalar> target = keys.text("model");
    List<Yaml.Scalar> on = keys.oneOrMore("on");
    List<UnlinkedPair> pairs = new ArrayList<>();
    on.forEach(text -> pair(text).ifPresent(pairs::add));
    Optional<Path> at = keys.text("at").flatMap(t -> expressions.path("at", t));
    boolean broken = keys.has("at") && at.isEmpty();
    if (name.isEmpty() || target.isEmpty() || on.isEmpty() || pairs.size() < on.size() || broken) {
      return Optional.empty();
    }
    return Optional.of(
        new UnlinkedJoin(
            name.get().value(),
            findings.place(name.get().span()),
            target.get().value(),
            findings.place(target.get().span()),
            pairs,
            findings.place(on.getFirst().span().to(on.getLast().span())),
            at));
  }

  private Optional<UnlinkedPair> pair(Yaml.Scalar text) {
    Optional<Expr> parsed = expressions.expression(text);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    if (parsed.get() instanceof Expr.Reference near) {
      return Optional.of(new UnlinkedPair(near.path(), Optional.empty()));
    }
    if (parsed.get() instanceof Expr.Binary equality
        && equality.operator() == Operator.EQ
        && equality.left() instanceof Expr.Reference near
        && equality.right() instanceof Expr.Reference far) {
      return Optional.of(new UnlinkedPair(near.path(), Optional.of(far.path())));
    }
    findings.add(
        Diagnostic.of(
                Code.BAD_JOIN,
                findings.place(text.span()),
                "A join pairs a field with a field of the other model: `near = far`.")
            .note("Several pairs stand in a list: `on: [a = b, c = d]`."));
    return Optional.empty();
  }
}
