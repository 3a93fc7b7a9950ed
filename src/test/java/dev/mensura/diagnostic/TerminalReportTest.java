package dev.mensura.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalReportTest {
  private static final SourceFile GROWTH =
      new SourceFile(
          "metrics/growth.metric",
          "metric power = count users where logins > 100\nmetric all = count users\n");

  private static String plain(Diagnostic... diagnostics) {
    return new TerminalReport(Paint.PLAIN, 80).render(List.of(diagnostics));
  }

  private static Place at(SourceFile file, String text) {
    int start = file.text().indexOf(text);
    return new Place(file, new Span(start, start + text.length()));
  }

  private static Diagnostic unknown(SourceFile file, String text) {
    return Diagnostic.of(
        Code.UNKNOWN_FIELD, at(file, text), "Model `users` has no `" + text + "`.");
  }

  @Test
  void theLineIsShownWithAMarkUnderThePlaceAndTheAdviceBelow() {
    Diagnostic diagnostic =
        unknown(GROWTH, "logins")
            .note("The model is read from `models/users.yml`.")
            .fix("Write `login_count`", "login_count");

    assertThat(plain(diagnostic))
        .isEqualTo(
            """
            error[unknown-field]: Model `users` has no `logins`.
             --> metrics/growth.metric:1:34
              |
            1 | metric power = count users where logins > 100
              |                                  ^^^^^^
              = note: The model is read from `models/users.yml`.
              = help: Write `login_count`

            1 error in 1 file
            """);
  }

  @Test
  void aFixWhoseTitleDoesNotShowItIsShownAsTheLineAfterIt() {
    Place before = at(GROWTH, "logins > 100");
    var fix =
        new Fix(
            "Put it in parentheses",
            List.of(
                new Edit(
                    new Place(GROWTH, new Span(before.span().start(), before.span().start())), "("),
                new Edit(
                    new Place(GROWTH, new Span(before.span().end(), before.span().end())), ")")));

    assertThat(plain(unknown(GROWTH, "logins > 100").fix(fix)))
        .contains(
            "  = help: Put it in parentheses\n"
                + "1 + metric power = count users where (logins > 100)\n");
  }

  @Test
  void relatedPlacesFollowWithTheirLines() {
    var other = new SourceFile("metrics/more.metric", "\n".repeat(11) + "metric all = 1\n");
    Diagnostic diagnostic =
        Diagnostic.of(Code.DUPLICATE_NAME, at(other, "all"), "Metric `all` is declared twice.")
            .related(at(GROWTH, "all"), "the other one");

    assertThat(plain(diagnostic))
        .isEqualTo(
            """
            error[duplicate-name]: Metric `all` is declared twice.
              --> metrics/more.metric:12:8
               |
            12 | metric all = 1
               |        ^^^
              ::: metrics/growth.metric:2:8: the other one
               |
             2 | metric all = count users
               |        ---

            1 error in 1 file
            """);
  }

  @Test
  void findingsComeByFilePlaceAndCodeAndAreCounted() {
    var a = new SourceFile("a.metric", "x y\n");
    Diagnostic warning = Diagnostic.of(Code.COUNT_OF_KEY, at(a, "y"), "Advice.");
    Diagnostic error = Diagnostic.of(Code.SYNTAX, at(a, "x"), "Wrong.");
    String text = plain(unknown(GROWTH, "logins"), warning, error);

    assertThat(text).containsSubsequence("a.metric:1:1", "a.metric:1:3", "growth.metric:1:34");
    assertThat(text).endsWith("\n2 errors, 1 warning in 2 files\n");
    assertThat(plain(error, warning)).isEqualTo(plain(warning, error));
  }

  @Test
  void aPlaceOfSeveralLinesIsUnderlinedOnEach() {
    var file = new SourceFile("m.metric", "metric a = case\n  when x then 1\nend\n");

    assertThat(
            plain(Diagnostic.of(Code.TYPE_MISMATCH, at(file, "case\n  when x then 1\nend"), "No.")))
        .contains(
            """
            1 | metric a = case
              |            ^^^^
            2 |   when x then 1
              |   ^^^^^^^^^^^^^
            3 | end
              | ^^^
            """);
  }

  @Test
  void ofAPlaceOfManyLinesTheFirstAndTheLastAreShown() {
    var file = new SourceFile("m.metric", "metric a = (\n1\n+\n2\n+\n3\n)\n");

    assertThat(plain(Diagnostic.of(Code.TYPE_MISMATCH, at(file, "(\n1\n+\n2\n+\n3\n)"), "No.")))
        .contains(
            """
            1 | metric a = (
              |            ^
             ...
            7 | )
              | ^
            """);
  }

  @Test
  void tabsWideAndCombiningCharactersLeaveTheMarkUnderThePlace() {
    var file = new SourceFile("m.metric", "\twhere `売上` = 'e\u0301' and logins > 1\n");

    assertThat(plain(unknown(file, "logins")))
        .contains(
            "1 |     where `売上` = 'e\u0301' and logins > 1\n"
                + "  |                            ^^^^^^\n");
    assertThat(plain(unknown(file, "売上"))).contains("\n  |            ^^^^\n");
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    var file = new SourceFile("m.metric", "x".repeat(500) + " logins " + "y".repeat(500) + "\n");
    String[] lines = plain(unknown(file, "logins")).split("\n", -1);
    int mark = lines[4].indexOf("^^^^^^");

    assertThat(lines[3]).hasSizeLessThanOrEqualTo(80).startsWith("1 | …x").endsWith("y…");
    assertThat(lines[3].substring(mark, mark + 6)).isEqualTo("logins");
  }

  @Test
  void aPlaceLongerThanTheTerminalIsMarkedFromItsStart() {
    var file = new SourceFile("m.metric", "metric m = " + "x".repeat(500) + "\n");
    String[] lines = plain(unknown(file, "x".repeat(500))).split("\n", -1);

    assertThat(lines[3]).hasSizeLessThanOrEqualTo(80);
    assertThat(lines[4]).hasSizeLessThanOrEqualTo(80).contains("^^^^^^^^");
  }

  @Test
  void theEndOfTheFileAndAnEmptyFileArePlaces() {
    var file = new SourceFile("m.metric", "metric a =\n");
    var end = new Place(file, new Span(11, 11));
    var empty = new Place(new SourceFile("gone.metric", ""), new Span(0, 0));

    assertThat(plain(Diagnostic.of(Code.SYNTAX, end, "No.")))
        .contains("m.metric:2:1\n  |\n2 |\n  | ^\n");
    assertThat(plain(Diagnostic.of(Code.MISSING_FILE, empty, "No.")))
        .isEqualTo("error[missing-file]: No.\n --> gone.metric\n\n1 error in 1 file\n");
  }

  @Test
  void nothingInAFileSteersTheTerminal() {
    var file = new SourceFile("m.metric", "metric \u001b[31mred\u202e = logins\n");

    assertThat(plain(unknown(file, "logins")))
        .doesNotContain("\u001b", "\u202e")
        .contains("␛[31mred");
  }

  @Test
  void coloursAreThereOnlyWhenAskedFor() {
    Diagnostic diagnostic = unknown(GROWTH, "logins");
    String painted = new TerminalReport(Paint.ANSI, 80).render(List.of(diagnostic));

    assertThat(painted).contains("\u001b[1;31merror[unknown-field]\u001b[0m");
    assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain(diagnostic));
  }

  @Test
  void noFindingIsNoText() {
    assertThat(plain()).isEmpty();
  }
}
