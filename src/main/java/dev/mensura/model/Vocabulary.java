package dev.mensura.model;

import dev.mensura.diagnostic.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a mapping takes.
 *
 * @param owner whose they are, for messages: {@code a model}
 * @param keys in the order in which people write them
 * @param elsewhere what other tools call it, and how it is called here
 * @param later keys of the language that this version doesn't read
 */
record Vocabulary(
    String owner, List<String> keys, Map<String, String> elsewhere, List<String> later) {

  static final Vocabulary MODEL =
      new Vocabulary(
          "a model",
          List.of(
              "model",
              "label",
              "description",
              "instructions",
              "synonyms",
              "hidden",
              "table",
              "sql",
              "where",
              "primary_key",
              "unique_keys",
              "time",
              "valid",
              "snapshot",
              "entity",
              "meta",
              "fields",
              "joins"),
          Map.ofEntries(
              Map.entry("name", "model"),
              Map.entry("columns", "fields"),
              Map.entry("dimensions", "fields"),
              Map.entry("relationships", "joins"),
              Map.entry("sql_table", "table"),
              Map.entry("sql_table_name", "table"),
              Map.entry("source", "table"),
              Map.entry("filter", "where"),
              Map.entry("key", "primary_key"),
              Map.entry("title", "label")),
          List.of("calendar"));

  static final Vocabulary FIELD =
      new Vocabulary(
          "a field",
          List.of(
              "type",
              "column",
              "expr",
              "sql",
              "nullable",
              "values",
              "unit",
              "grain",
              "same_as",
              "label",
              "description",
              "synonyms",
              "format",
              "hidden",
              "meta"),
          Map.ofEntries(
              Map.entry("data_type", "type"),
              Map.entry("expression", "expr"),
              Map.entry("enum", "values"),
              Map.entry("title", "label"),
              Map.entry("null", "nullable")),
          List.of());

  static final Vocabulary JOIN =
      new Vocabulary(
          "a join",
          List.of("model", "on", "at"),
          Map.of("to", "model", "target", "model", "key", "on", "sql_on", "on"),
          List.of());

  static final Vocabulary VALID =
      new Vocabulary(
          "`valid`",
          List.of("from", "to"),
          Map.of(
              "start", "from", "valid_from", "from", "end", "to", "until", "to", "valid_to", "to"),
          List.of());

  static final Vocabulary SETTINGS =
      new Vocabulary(
          "`mensura.yml`",
          List.of(
              "connection",
              "data",
              "models",
              "metrics",
              "dialect",
              "time_zone",
              "week_starts",
              "calendar"),
          Map.ofEntries(
              Map.entry("database", "connection"),
              Map.entry("timezone", "time_zone"),
              Map.entry("tz", "time_zone"),
              Map.entry("week", "week_starts"),
              Map.entry("week_start", "week_starts"),
              Map.entry("first_day_of_week", "week_starts")),
          List.of());

  static final Vocabulary CALENDAR =
      new Vocabulary(
          "`calendar`",
          List.of("range", "fiscal", "table", "date", "grains", "fields"),
          Map.of(
              "fiscal_year", "fiscal",
              "horizon", "range",
              "day", "date",
              "column", "date",
              "periods", "grains",
              "dimensions", "fields"),
          List.of());

  static final Vocabulary FISCAL =
      new Vocabulary(
          "`fiscal`",
          List.of("starts", "named"),
          Map.of("start", "starts", "first_month", "starts", "name", "named"),
          List.of());

  static final Vocabulary CONNECTION =
      new Vocabulary(
          "a connection",
          List.of("duckdb", "jdbc", "user", "password"),
          Map.of("url", "jdbc", "username", "user", "path", "duckdb", "file", "duckdb"),
          List.of());

  /** The key that an unknown one was probably meant to be. */
  Optional<String> meant(String unknown) {
    String here = elsewhere.get(unknown.toLowerCase(Locale.ROOT));
    return here != null ? Optional.of(here) : Nearest.to(unknown, keys);
  }
}
