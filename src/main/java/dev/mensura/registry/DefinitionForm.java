package dev.mensura.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Compiled;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A metric said in parameters instead of the language. It is turned into text of the language,
 * which is checked and compiled as any other: {@link #text}.
 *
 * @param type an aggregate, {@code ratio} or {@code custom_sql}
 * @param model whose rows are aggregated
 * @param dimension the field that is aggregated, a path from the model
 * @param fraction of a percentile
 * @param numerator of a ratio: a metric's name, or an expression of the language
 * @param denominator likewise
 * @param sql an aggregate expression in SQL over the fields of the model
 * @param filters by field and operator, {@code login_count__gt}; all of them hold
 */
public record DefinitionForm(
    String name,
    String type,
    Optional<String> model,
    Optional<String> dimension,
    Optional<BigDecimal> fraction,
    Optional<String> numerator,
    Optional<String> denominator,
    Optional<String> sql,
    SequencedMap<String, JsonNode> filters,
    About about) {

  public DefinitionForm {
    filters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(filters));
  }

  /** What people are told of a metric. */
  public record About(
      Optional<String> label,
      Optional<String> description,
      List<String> tags,
      Optional<String> owner,
      Optional<String> unit,
      Optional<String> format,
      List<String> synonyms) {
    public About {
      tags = List.copyOf(tags);
      synonyms = List.copyOf(synonyms);
    }
  }

  /** The names of the parameters. */
  public static List<String> parameters() {
    return FormReader.KNOWN;
  }

  /** The types that a form can have. */
  public static List<String> types() {
    return FormRules.TYPES;
  }

  /** Reads parameters, each of which must be known. {@code null} is as good as nothing. */
  public static Compiled<DefinitionForm> read(ObjectNode parameters) {
    return new FormReader(parameters).read();
  }

  /**
   * Reads the entry of a registry that has no text of the language: what else an entry has, such as
   * who made it, is none of the form's.
   */
  public static Compiled<DefinitionForm> readEntry(ObjectNode entry) {
    return new FormReader(FormReader.parametersOf(entry)).read();
  }

  /**
   * The text of the language that says the same: one declaration, or findings that are placed in
   * parameters. What the checker has to say about the text, {@link FormText#inForm} says about the
   * form.
   *
   * @param analysis the project that the metric is for
   */
  public Compiled<FormText> text(Analysis analysis) {
    return FormWriter.write(this, analysis);
  }
}
