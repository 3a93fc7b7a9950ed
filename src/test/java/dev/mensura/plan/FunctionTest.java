package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function and aggregate, its value told by hand, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionTest {
  private static final List<String> TABLES =
      List.of(
          "create table things(id integer, i integer, j integer, zero integer, nil integer,"
              + " big bigint, d decimal(12,2), e decimal(12,2), x double precision,"
              + " y double precision, s varchar(40), t varchar(40), pad char(6), yes boolean,"
              + " day date, late timestamp, tz timestamptz, wide decimal(30,4))",
          "insert into things values (1, 7, -2, 0, null, 9000000000000000000, 2.50, -2.55, 2.5, -8,"
              + " ' Ab c ', 'a%\\b''\"', 'ab', true, date '2024-01-31',"
              + " timestamp '2024-12-30 23:59:59.5', timestamptz '2024-01-31 23:30:00+00',"
              + " 123456789012345678901234.5678)",
          "create table samples(id integer, g varchar(5), v decimal(10,2), n integer, ok boolean)",
          "insert into samples values (1,'a',1,1,true),(2,'a',2,2,false),(3,'a',2,2,null),"
              + "(4,'a',10,null,true),(5,'b',null,null,null),(6,'c',5,3,false)");

  private static final String MODELS =
      """
      model: things
      table: things
      primary_key: id
      time: late
      fields:
        id: integer
        i: integer
        j: integer
        zero: integer
        nil: integer
        big: integer
        d: decimal(12,2)
        e: decimal(12,2)
        x: double
        y: double
        s: string
        t: string
        pad: string
        yes: boolean
        day: date
        late: timestamp
        tz: timestamptz
        wide: decimal(30,4)
      ---
      model: samples
      table: samples
      primary_key: id
      fields:
        id: integer
        g: string
        v: decimal(10,2)
        n: integer
        ok: boolean
      """;

  private Databases databases;
  private Project project;

  /** The maximum of an expression over the one row of `things`, or a whole query. */
  record Case(String text, String... rows) {
    String query() {
      boolean whole = text.contains(" by ") || (text.contains(" as ") && !text.contains("cast("));
      return whole ? text : "max (" + text + ") as v";
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static List<Case> cases() {
    return List.of(
        // Numbers.
        new Case("things.i + things.j", "5"),
        new Case("things.big + things.big", "18000000000000000000"),
        new Case("things.big * 2", "18000000000000000000"),
        new Case("things.i - things.nil", "null"),
        new Case("things.i / 2", "3.5"),
        new Case("things.i / things.zero", "null"),
        new Case("things.d / 3", "0.833333333333"),
        new Case("things.i % 4", "3"),
        new Case("-things.i % 4", "-3"),
        new Case("things.i % things.zero", "null"),
        new Case("things.x % 2", "0.5"),
        new Case("things.e % 2", "-0.55"),
        new Case("-things.j", "2"),
        new Case("things.i - -3", "10"),
        new Case("things.wide * things.wide", "15241578753200000000000000000000000000000000000"),
        new Case("things.d * things.e", "-6.375"),
        new Case("abs(things.e)", "2.55"),
        new Case("round(things.x)", "3"),
        new Case("round(-things.x)", "-3"),
        new Case("round(things.e, 1)", "-2.6"),
        new Case("round(things.i)", "7"),
        new Case("round(things.y / 3, 2)", "-2.67"),
        new Case("floor(things.e)", "-3"),
        new Case("ceil(things.e)", "-2"),
        new Case("floor(things.x)", "2"),
        new Case("sign(things.e)", "-1"),
        new Case("sign(things.x)", "1"),
        new Case("power(things.i, 2)", "49"),
        new Case("power(things.y, 3)", "-512"),
        new Case("power(things.y, 1.0 / 3)", "null"),
        new Case("power(things.zero, -1)", "null"),
        new Case("power(things.zero, 0)", "1"),
        new Case("sqrt(things.d * 2.5)", "2.5"),
        new Case("sqrt(things.y)", "null"),
        new Case("ln(things.zero)", "null"),
        new Case("ln(things.y)", "null"),
        new Case("ln(things.nil)", "null"),
        new Case("round(ln(things.i), 6)", "1.94591"),
        new Case("round(exp(things.j), 6)", "0.135335"),
        new Case("least(things.i, things.nil, things.d)", "2.5"),
        new Case("greatest(things.j, things.nil)", "-2"),
        new Case("coalesce(things.nil, things.i)", "7"),
        new Case("nullif(things.i, 7)", "null"),
        new Case("case when things.i > 5 then 1 else 0 end", "1"),
        new Case("case when things.nil > 5 then 1 end", "null"),
        new Case("cast(things.x as integer)", "2"),
        new Case("cast(things.d as integer)", "3"),
        new Case("cast('12' as integer) + things.zero", "12"),
        new Case("cast(things.i as decimal(10,2)) / 2", "3.5"),
        // Texts.
        new Case("lower(things.s)", " ab c "),
        new Case("upper(things.s)", " AB C "),
        new Case("trim(things.s)", "Ab c"),
        new Case("length(things.s)", "6"),
        new Case("substring(things.s, 2, 2)", "Ab"),
        new Case("substring(things.s, 2)", "Ab c "),
        new Case("substring(things.s, 0, 3)", " A"),
        new Case("substring(things.s, -1, 3)", " "),
        new Case("substring(things.s, things.i - 5, things.i)", "Ab c "),
        new Case("substring(things.s, things.nil, 2)", "null"),
        new Case("substring(things.s, 2, things.j)", ""),
        new Case("replace(things.s, 'b', 'bb')", " Abb c "),
        new Case("concat(things.t, things.s, 'x')", "a%\\b'\" Ab c x"),
        new Case("things.s || 'é😀'", " Ab c é😀"),
        new Case("things.s || ''''", " Ab c '"),
        new Case("case when things.t like 'a\\%%' then 1 else 0 end", "0"),
        new Case("case when things.t like 'a%\\b%' then 1 else 0 end", "1"),
        new Case("case when things.t not like '_\\%' then 1 else 0 end", "1"),
        new Case("case when things.pad = 'ab' then 1 else 0 end", "1"),
        new Case("case when starts_with(things.t, 'a%') then 1 else 0 end", "1"),
        new Case("case when ends_with(things.t, '\\\"') then 1 else 0 end", "0"),
        new Case("case when ends_with(things.t, '\"') then 1 else 0 end", "1"),
        new Case("case when contains(things.t, '\\b') then 1 else 0 end", "1"),
        new Case("case when contains(things.s, '') then 1 else 0 end", "1"),
        new Case("case when things.i in (1, 7) then 1 else 0 end", "1"),
        new Case("case when things.i not in (1, 8) then 1 else 0 end", "1"),
        new Case("case when not (things.i = 7 or things.nil = 1) then 1 else 0 end", "0"),
        new Case("case when things.i between 7 and 8 and things.yes then 1 else 0 end", "1"),
        new Case("case when things.nil is null and things.i is not null then 1 else 0 end", "1"),
        // Times.
        new Case("things.day + 1 month", "2024-02-29"),
        new Case("things.day - 2 quarters", "2023-07-31"),
        new Case("things.day + 1 half", "2024-07-31"),
        new Case("things.late - 1 week", "2024-12-23 23:59:59.5"),
        new Case("things.late.year", "2024-01-01"),
        new Case("things.late.half", "2024-07-01"),
        new Case("things.day.half", "2024-01-01"),
        new Case("things.late.quarter", "2024-10-01"),
        new Case("things.late.month", "2024-12-01"),
        new Case("things.late.week", "2024-12-30"),
        new Case("things.day.week", "2024-01-29"),
        new Case("things.late.day", "2024-12-30"),
        new Case("things.late.hour", "2024-12-30 23:00:00.0"),
        new Case("things.late.minute", "2024-12-30 23:59:00.0"),
        new Case("things.late.second", "2024-12-30 23:59:59.0"),
        new Case("things.tz.day", "2024-02-01"),
        new Case("things.tz.hour_of_day", "0"),
        new Case("things.late.day_of_week", "1"),
        new Case("things.late.week_of_year", "1"),
        new Case("things.late.day_of_year", "365"),
        new Case("things.late.month_of_year", "12"),
        new Case("things.late.day_of_month", "30"),
        new Case("things.late.quarter_of_year", "4"),
        new Case("things.late.hour_of_day", "23"),
        new Case("case when things.late - things.late.day > 86399 seconds then 1 else 0 end", "1"),
        new Case("case when things.late.day - things.day = 334 days then 1 else 0 end", "1"),
        new Case("case when things.tz - things.tz < 1 second then 1 else 0 end", "1"),
        new Case("case when things.tz + 1 month in @2024-03 then 1 else 0 end", "1"),
        new Case("case when things.tz = @2024-02-01 then 1 else 0 end", "1"),
        new Case("case when things.day in @2024-Q1 then 1 else 0 end", "1"),
        new Case("case when things.day > '2024-01-30' then 1 else 0 end", "1"),
        new Case("case when things.late in last 2 days then 1 else 0 end", "1"),
        new Case("case when things.late in this hour then 1 else 0 end", "0"),
        new Case("case when things.late in last 20 hours then 1 else 0 end", "0"),
        // Aggregates.
        new Case(
            "count samples as c, count samples.v as cv, count_distinct samples.v as d,"
                + " approx_count_distinct samples.n as a by samples.g",
            "a|4|4|3|2",
            "b|1|0|0|0",
            "c|1|1|1|1"),
        new Case(
            "sum samples.v as s, avg samples.v as a, avg samples.n as m by samples.g",
            "a|15|3.75|1.66666666667",
            "b|null|null|null",
            "c|5|5|3"),
        new Case(
            "median samples.v as m, percentile(samples.v, 0.75) as p, percentile_disc(samples.v,"
                + " 0.5) as d, percentile_disc(samples.v, 0.51) as e by samples.g",
            "a|2|4|2|2",
            "b|null|null|null|null",
            "c|5|5|5|5"),
        new Case(
            "percentile(samples.v, 0) as a, percentile(samples.v, 1) as b,"
                + " percentile_disc(samples.v, 0) as c, percentile_disc(samples.v, 1) as d",
            "1|10|1|10"),
        new Case(
            "variance samples.v as v, stddev samples.n as s by samples.g",
            "a|17.5833333333|0.57735026919",
            "b|null|null",
            "c|null|null"),
        new Case(
            "any_true samples.ok as y, all_true samples.ok as l by samples.g",
            "a|true|false",
            "b|null|null",
            "c|false|false"),
        new Case(
            "(avg samples.v where g = 'a') as a, (median samples.v where g = 'c') as m,"
                + " (any_true samples.ok where g = 'a') as y",
            "3.75|5|true"));
  }

  @BeforeAll
  void start() {
    databases = new Databases(TABLES);
    project = new Project(MODELS, "");
  }

  @AfterAll
  void stop() throws Exception {
    databases.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothDatabasesAgree(Case one) {
    var now = Now.at(LocalDateTime.parse("2024-12-31T20:30:00"));
    QueryPlan plan = project.plan(one.query(), new PlanOptions(now, ZoneId.of("Europe/Berlin")));
    for (Dialect dialect : databases.dialects()) {
      String sql = dialect.render(plan);
      assertThat(databases.rows(dialect, sql))
          .as(dialect.name() + "\n" + sql)
          .containsExactly(one.rows());
    }
  }
}
