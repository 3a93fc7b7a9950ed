package dev.mensura.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings.Connection;
import dev.mensura.source.SourceFile;
import dev.mensura.type.Calendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static final Schema SCHEMA = YamlJson.schema("mensura-settings.schema.json");

  private static SettingsFile read(String text) {
    return SettingsReader.read(new SourceFile("mensura.yml", text));
  }

  @Test
  void everythingHasADefault() {
    SettingsFile file = read("# nothing\n");
    assertThat(file.settings()).isEqualTo(Settings.DEFAULT);
    assertThat(file.diagnostics()).isEmpty();
  }

  @Test
  void everythingCanBeSaid() {
    String text =
        """
        connection:
          jdbc: jdbc:postgresql://localhost/${DB}
          user: ${PGUSER}
          password: ${PGPASSWORD}
        data: [raw, seeds]
        models: semantic
        metrics: [metrics, team]
        dialect: postgres
        time_zone: Europe/Berlin
        week_starts: sunday
        calendar:
          range: 2015-01-01..2035-12-31
          fiscal: {starts: february, named: end}
          table: dim_date
          date: d
          grains: {retail_week: wk}
          fields: {is_holiday: boolean}
        """;
    SettingsFile file = read(text);
    assertThat(file.diagnostics()).isEmpty();
    assertThat(SCHEMA.validate(YamlJson.documents(text).getFirst())).isEmpty();
    Settings settings = file.settings();
    assertThat(settings.data()).containsExactly("raw", "seeds");
    assertThat(settings.models()).containsExactly("semantic");
    assertThat(settings.metrics()).containsExactly("metrics", "team");
    assertThat(settings.dialect()).contains("postgres");
    assertThat(settings.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(settings.calendar())
        .isEqualTo(
            new Calendar(
                DayOfWeek.SUNDAY,
                Optional.of(new Calendar.Fiscal(Month.FEBRUARY, Calendar.Named.END)),
                Optional.of(
                    new Calendar.Range(LocalDate.of(2015, 1, 1), LocalDate.of(2035, 12, 31))),
                List.of("retail_week")));
    assertThat(settings.days().orElseThrow().model().fields()).containsOnlyKeys("d", "is_holiday");
    assertThat(settings.connection()).isInstanceOf(Connection.Jdbc.class);
    if (settings.connection() instanceof Connection.Jdbc jdbc) {
      EnvText.Expanded url =
          jdbc.url().expand(name -> Optional.ofNullable(Map.of("DB", "a$b").get(name)));
      assertThat(url.value()).contains("jdbc:postgresql://localhost/a$b");
      EnvText.Expanded user = jdbc.user().orElseThrow().expand(name -> Optional.empty());
      assertThat(user.value()).isEmpty();
      assertThat(user.diagnostic())
          .map(Diagnostic::message)
          .hasValueSatisfying(m -> assertThat(m).contains("`PGUSER`"));
    }
  }

  @Test
  void aPasswordIsNotPrinted() {
    SettingsFile file = read("connection: {jdbc: 'jdbc:x:y', user: u, password: hunter2}");
    assertThat(file.settings().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conection: {duckdb: a.db}                     | unknown-key",
        "connection: {}                                | missing-key",
        "connection: {user: me}                        | missing-key",
        "connection: {duckdb: a.db, jdbc: 'jdbc:x:y'}  | bad-value",
        "connection: {duckdb: a.db, user: me}          | bad-value",
        "connection: {jdbc: 'postgres://host/db'}      | bad-value",
        "connection: a.db                              | bad-value",
        "connection: {jdbc: 'jdbc:x:y', pasword: p}    | unknown-key",
        "week_starts: moonday                          | bad-value",
        "week: {starts: sunday}                        | unknown-key",
        "calendar: {range: all}                        | bad-value",
        "calendar: {range: 2024}                       | bad-value",
        "calendar: {horizon: 2024-01-01..2024-12-31}   | unknown-key",
        "calendar: {fiscal: {starts: febuary, named: end}} | bad-value",
        "calendar: {fiscal: {starts: may, named: middle}}  | bad-value",
        "calendar: {fiscal: {starts: may}}             | missing-key",
        "calendar: {fiscal: {named: end}}              | missing-key",
        "calendar: {table: days}                       | missing-key",
        "calendar: {grains: {retail_week: wk}}         | missing-key",
        "calendar: {table: days, date: d, grains: [a]} | bad-value",
        "data: []                                      | bad-value",
        "data: {a: b}                                  | bad-value",
        "[a]                                           | bad-value",
      })
  void whatIsWrongIsRefusedByReaderAndSchema(String text, String code) {
    SettingsFile file = read(text);
    assertThat(file.diagnostics()).extracting(d -> d.code().id()).containsExactly(code);
    assertThat(SCHEMA.validate(YamlJson.documents(text).getFirst())).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time_zone: Europe/Berln                            | bad-value",
        "calendar: {range: 2024-02-30..2024-12-31}          | bad-value",
        "calendar: {table: t, date: d, grains: {week: w}}   | duplicate-name",
        "calendar: {table: t, date: d, fields: {d: string}} | bad-value",
        "calendar: {range: 2024-12-31..2024-01-01}          | bad-value",
        "connection: {jdbc: 'jdbc:x:y', password: '${A-B}'} | bad-value",
      })
  void namesAreCheckedByTheReaderAlone(String text, String code) {
    assertThat(read(text).diagnostics()).extracting(d -> d.code().id()).isEqualTo(List.of(code));
  }
}
