package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.model.yaml.YamlFile;
import dev.mensura.model.yaml.YamlParser;
import dev.mensura.source.SourceFile;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code mensura.yml}. */
public final class SettingsReader {
  private final Findings findings;
  private final Keys keys;

  private SettingsReader(Findings findings, Yaml.Mapping mapping) {
    this.findings = findings;
    this.keys = new Keys(findings, mapping);
  }

  /** The settings; what is broken or missing has its default. */
  public static SettingsFile read(SourceFile file) {
    YamlFile yaml = YamlParser.parse(file);
    var findings = new Findings(file);
    findings.addAll(yaml.diagnostics());
    Settings settings = Settings.DEFAULT;
    List<Yaml> documents = yaml.documents();
    if (!documents.isEmpty() && documents.getFirst() instanceof Yaml.Mapping mapping) {
      settings = new SettingsReader(findings, mapping).settings();
    } else if (!documents.isEmpty()) {
      String message =
          "Settings are a mapping with keys such as `connection`; %s was found."
              .formatted(documents.getFirst().kind());
      findings.add(Code.BAD_VALUE, documents.getFirst().span(), message);
    }
    if (documents.size() > 1) {
      findings.add(
          Code.BAD_VALUE,
          documents.get(1).span(),
          "Settings are one document; this is a second one.");
    }
    return new SettingsFile(file, settings, ModelReader.sorted(findings.list()));
  }

  private Settings settings() {
    keys.onlyKnown(Vocabulary.SETTINGS);
    CalendarSection.Read time = new CalendarSection(findings, keys).read();
    return new Settings(
        keys.mapping("connection").map(this::connection).orElse(Settings.DEFAULT.connection()),
        folders("data", Settings.DEFAULT.data()),
        folders("models", Settings.DEFAULT.models()),
        folders("metrics", Settings.DEFAULT.metrics()),
        keys.words("dialect"),
        keys.text("time_zone").flatMap(this::timeZone).orElse(Settings.DEFAULT.timeZone()),
        time.calendar(),
        time.days());
  }

  private Settings.Connection connection(Yaml.Mapping mapping) {
    var connection = new Keys(findings, mapping);
    connection.onlyKnown(Vocabulary.CONNECTION);
    Optional<EnvText> duckdb = connection.text("duckdb").flatMap(this::variables);
    Optional<EnvText> jdbc = connection.text("jdbc").flatMap(this::variables);
    Optional<EnvText> user = connection.text("user").flatMap(this::variables);
    Optional<EnvText> password = connection.text("password").flatMap(this::variables);
    if (connection.has("duckdb") == connection.has("jdbc")) {
      findings.add(
          Diagnostic.of(
                  connection.has("jdbc") ? Code.BAD_VALUE : Code.MISSING_KEY,
                  findings.place(keys.keySpan("connection").orElseThrow()),
                  "A connection has one of `duckdb`, a file, and `jdbc`, a URL.")
              .note("Without `connection`, the files of the data folders are read."));
      return Settings.DEFAULT.connection();
    }
    if (duckdb.isPresent()) {
      List.of("user", "password").stream()
          .flatMap(key -> connection.keySpan(key).stream())
          .forEach(
              span -> findings.add(Code.BAD_VALUE, span, "A DuckDB file has no user or password."));
      return new Settings.Connection.DuckDbFile(duckdb.get());
    }
    if (jdbc.isPresent() && !isJdbcUrl(jdbc.get().text())) {
      String message =
          "A JDBC URL starts with `jdbc:`, as `jdbc:postgresql://localhost/shop` does.";
      findings.add(Code.BAD_VALUE, jdbc.get().place().span(), message);
      return Settings.DEFAULT.connection();
    }
    return jdbc.<Settings.Connection>map(url -> new Settings.Connection.Jdbc(url, user, password))
        .orElse(Settings.DEFAULT.connection());
  }

  private static boolean isJdbcUrl(String url) {
    return url.startsWith("jdbc:") || url.startsWith("${");
  }

  private Optional<EnvText> variables(Yaml.Scalar scalar) {
    String rest = scalar.value().replaceAll("\\$\\{[A-Za-z_][A-Za-z0-9_]*}", "");
    if (rest.contains("${")) {
      findings.add(
          Code.BAD_VALUE, scalar.span(), "A variable of the environment is written `${NAME}`.");
      return Optional.empty();
    }
    return Optional.of(new EnvText(scalar.value(), findings.place(scalar.span())));
  }

  private List<String> folders(String key, List<String> fallback) {
    List<String> folders = keys.oneOrMore(key).stream().map(Yaml.Scalar::value).toList();
    return folders.isEmpty() ? fallback : folders;
  }

  private Optional<String> timeZone(Yaml.Scalar text) {
    Set<String> zones = ZoneId.getAvailableZoneIds();
    if (zones.contains(text.value())) {
      return Optional.of(text.value());
    }
    findings.unknown(
        Code.BAD_VALUE,
        text.span(),
        "No time zone is called `" + text.value() + "`.",
        text.value(),
        zones);
    return Optional.empty();
  }
}
