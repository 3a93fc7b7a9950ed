package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.model.yaml.YamlFile;
import dev.mensura.model.yaml.YamlParser;
import dev.mensura.source.SourceFile;
import dev.mensura.type.Calendar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads semantic models from a YAML file, one or more separated by {@code ---}. */
public final class ModelReader {
  private ModelReader() {}

  /**
   * The models of a file; a broken one is left out, a broken field of one is kept with an unknown
   * type so that what uses it is not reported again.
   */
  public static ModelFile read(SourceFile file) {
    return read(file, Calendar.PLAIN);
  }

  /**
   * The models of a file.
   *
   * @param calendar whose grains fields can hold
   */
  public static ModelFile read(SourceFile file, Calendar calendar) {
    YamlFile yaml = YamlParser.parse(file);
    var findings = new Findings(file);
    findings.addAll(yaml.diagnostics());
    List<UnlinkedModel> models = new ArrayList<>();
    for (Yaml document : yaml.documents()) {
      if (document instanceof Yaml.Mapping mapping) {
        new ModelDocument(findings, calendar, mapping).read().ifPresent(models::add);
      } else {
        String message =
            "A model is a mapping with keys such as `model` and `fields`; %s was found."
                .formatted(document.kind());
        findings.add(Code.BAD_VALUE, document.span(), message);
      }
    }
    return new ModelFile(file, models, sorted(findings.list()));
  }

  static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .sorted(Comparator.comparingInt((Diagnostic d) -> d.place().span().start()))
        .toList();
  }
}
