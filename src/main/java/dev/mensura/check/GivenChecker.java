package dev.mensura.check;

import static java.util.stream.Collectors.joining;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration.Step;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks the rows that a test gives: they have to be rows that the model allows. */
final class GivenChecker {
  private final Scope scope;
  private final Findings findings;
  private final LiteralReader literals;

  GivenChecker(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
    this.literals = new LiteralReader(scope, findings);
  }

  Optional<TestCase.Given> check(Step.Given given) {
    String name = given.model().text();
    Optional<SemanticModel> model = scope.catalog().model(name);
    if (model.isEmpty()) {
      findings.unknown(
          Code.UNKNOWN_MODEL,
          given.model().span(),
          "No model is called `" + name + "`.",
          name,
          scope.catalog().names());
      return Optional.empty();
    }
    List<Optional<Field>> fields = fields(given.fields(), model.get());
    key(given, model.get());
    var rows = new ArrayList<List<@Nullable Object>>();
    for (List<Expr> row : given.rows()) {
      // Rows of another length were reported where they were read.
      if (row.size() == fields.size()) {
        rows.add(row(row, fields, model.get()));
      }
    }
    if (findings.errors() == 0) {
      repeated(given, model.get(), rows);
    }
    List<String> names = given.fields().stream().map(Name::text).toList();
    return findings.errors() == 0
        ? Optional.of(new TestCase.Given(name, names, rows))
        : Optional.empty();
  }

  /** The fields that can be stored; what can't is reported. */
  private List<Optional<Field>> fields(List<Name> names, SemanticModel model) {
    var fields = new ArrayList<Optional<Field>>();
    var columns = new TreeMap<String, Name>(String.CASE_INSENSITIVE_ORDER);
    for (Name name : names) {
      Optional<Field> field = model.field(name.text());
      if (field.isEmpty()) {
        unknown(name, model);
      }
      fields.add(field.filter(f -> isStored(f, name, model, columns)));
    }
    return fields;
  }

  private void unknown(Name name, SemanticModel model) {
    List<String> stored =
        model.fields().values().stream()
            .filter(f -> f.content() instanceof Field.Content.Column)
            .map(Field::name)
            .toList();
    String message = "Model `%s` has no field `%s`.".formatted(model.name(), name.text());
    findings.unknown(Code.UNKNOWN_FIELD, name.span(), message, name.text(), stored);
  }

  private boolean isStored(Field field, Name name, SemanticModel model, Map<String, Name> columns) {
    if (!(field.content() instanceof Field.Content.Column column)) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_TEST,
                  findings.place(name.span()),
                  "`%s` is computed from other fields of `%s`, which are given in its place."
                      .formatted(name.text(), model.name()))
              .related(field.place(), "declared here"));
      return false;
    }
    Name earlier = columns.putIfAbsent(column.column(), name);
    if (earlier != null) {
      String message =
          earlier.text().equals(name.text())
              ? "`" + name.text() + "` stands twice."
              : "`%s` and `%s` are one column, `%s`, which has one value."
                  .formatted(earlier.text(), name.text(), column.column());
      findings.add(
          Diagnostic.of(Code.REPEATED_CLAUSE, findings.place(name.span()), message)
              .related(findings.place(earlier.span()), "the first"));
      return false;
    }
    return true;
  }

  /** A row without a key is none that the model allows, and joins would miss it. */
  private void key(Step.Given given, SemanticModel model) {
    List<String> names = given.fields().stream().map(Name::text).toList();
    List<String> missing =
        model.primaryKey().stream()
            .filter(k -> isColumn(model, k) && names.stream().noneMatch(n -> same(model, n, k)))
            .toList();
    if (!missing.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_TEST,
                  findings.place(given.model().span()),
                  "The rows of `%s` need %s, which %s the primary key."
                      .formatted(
                          model.name(),
                          missing.stream().map(k -> "`" + k + "`").collect(joining(" and ")),
                          missing.size() == model.primaryKey().size() ? "is" : "is part of"))
              .note("All other fields that are left out are null."));
    }
  }

  private static boolean isColumn(SemanticModel model, String field) {
    return model.field(field).filter(f -> f.content() instanceof Field.Content.Column).isPresent();
  }

  /** Whether two fields are one column. */
  private static boolean same(SemanticModel model, String one, String other) {
    return one.equals(other)
        || isColumn(model, one)
            && model.field(one).map(Field::content).equals(model.field(other).map(Field::content));
  }

  private List<@Nullable Object> row(
      List<Expr> row, List<Optional<Field>> fields, SemanticModel model) {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < row.size(); i++) {
      Optional<Field> field = fields.get(i);
      values.add(field.isEmpty() ? null : value(row.get(i), field.get(), model));
    }
    return values;
  }

  private @Nullable Object value(Expr literal, Field field, SemanticModel model) {
    if (literal instanceof Expr.Null) {
      notNull(literal, field, model);
      return null;
    }
    int before = findings.errors();
    Optional<LiteralReader.Read> read =
        literals.value(literal, field.type(), field.grain(), "`" + field.name() + "`");
    if (findings.errors() == before) {
      literals.closed(literal, field);
    }
    return read.map(LiteralReader.Read::value).orElse(null);
  }

  private void notNull(Expr literal, Field field, SemanticModel model) {
    boolean key = model.primaryKey().contains(field.name());
    if (key || !field.nullable()) {
      String why = key ? "is part of the primary key of" : "is never null in";
      findings.add(
          Diagnostic.of(
                  Code.BAD_TEST,
                  findings.place(literal.span()),
                  "`%s` %s `%s`, so no row has a null there."
                      .formatted(field.name(), why, model.name()))
              .related(field.place(), "declared here"));
    }
  }

  /** Two rows with one key. */
  private void repeated(Step.Given given, SemanticModel model, List<List<@Nullable Object>> rows) {
    var keys = new ArrayList<List<String>>();
    keys.add(model.primaryKey());
    keys.addAll(model.uniqueKeys());
    List<String> names = given.fields().stream().map(Name::text).toList();
    for (List<String> key : keys) {
      if (!key.isEmpty() && names.containsAll(key)) {
        var seen = new HashMap<List<Object>, Integer>();
        for (int i = 0; i < rows.size(); i++) {
          Optional<List<Object>> value = value(key, names, rows.get(i));
          Integer first = value.isEmpty() ? null : seen.putIfAbsent(value.get(), i);
          if (first != null) {
            Span now = span(given.rows().get(i));
            repeated(model.name(), key, now, span(given.rows().get(first)));
          }
        }
      }
    }
  }

  private static Optional<List<Object>> value(
      List<String> key, List<String> names, List<@Nullable Object> row) {
    var value = new ArrayList<Object>();
    for (String field : key) {
      Object part = row.get(names.indexOf(field));
      if (part == null) {
        return Optional.empty();
      }
      value.add(part instanceof BigDecimal number ? number.stripTrailingZeros() : part);
    }
    return Optional.of(value);
  }

  private void repeated(String model, List<String> key, Span row, Span first) {
    String fields = key.stream().map(k -> "`" + k + "`").collect(joining(" and "));
    String message =
        "Another row of `%s` has the same %s, which %s a key."
            .formatted(model, fields, key.size() == 1 ? "is" : "are");
    findings.add(
        Diagnostic.of(Code.BAD_TEST, findings.place(row), message)
            .related(findings.place(first), "the first"));
  }

  private static Span span(List<Expr> row) {
    return new Span(row.getFirst().span().start(), row.getLast().span().end());
  }
}
