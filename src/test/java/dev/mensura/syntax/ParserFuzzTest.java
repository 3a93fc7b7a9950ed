package dev.mensura.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that nobody would write: the parser answers all of them, and says little of each slip. */
class ParserFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 5_000);

  /** Declarations of every kind, each on lines of its own. */
  private static final List<String> DECLARATIONS =
      List.of(
          "metric a = count t where x = 1 and y in ('a', 'b') default 0",
          "metric b = a / (a 1 month ago) - 1 { format: \"0.0%\", tags: [x, y] }",
          "metric c(w: duration = 28 days) = count_distinct t.who over last w",
          "metric d = sum (t.x * t.y) where z between 1 and 2 or not v",
          "metric e = avg (a per t.who having (a 1 year ago) > 0)",
          "metric f = sql t \"SUM(x)\" where at in @2024-01..@2024-06",
          "metric g = case when a > 1 then b else coalesce(c(), 0) end",
          "metric h = level at last stock.day per (stock.shelf, stock.item)",
          "metric i = a / (a across all except month)",
          "metric j = conversion(a, b, by: who, within: 7 days, matching: [s, p = q])",
          "metric k = count t where c.d in (top 10 by a) and e is not null",
          "metric l = cast(sum(t.x) as decimal(12, 2)) + percentile(t.x, 0.9)",
          "query m = a, b / c() as r, (a where x = 1) as s\n  by month, t.kind as k fill 0\n"
              + "  where t.kind = 'x' and week in last 12 weeks\n  having a > 1\n"
              + "  order by month, a desc\n  limit 3 per month",
          "query n = by t.kind { label: \"kinds\" }",
          "query o = a over month to date by day",
          "assert b between 0 and 1 by t.kind",
          "assert a >= 0 where x like 'y%'",
          "test \"one\" {\n  given t (id, at) = (1, @2024-05-31), (2, null)\n  expect a = 2\n"
              + "  expect a by kind = ('x', 1), ('y', -2)\n}",
          "metric p = a dated t.paid_at fill",
          "metric q = a at first day of month where r");

  private static final String TEXT = String.join("\n", DECLARATIONS) + "\n";

  private static final List<String> PARTS =
      List.of(
          "metric", "query", "assert", "test", "where", "per", "over", "by", "having", "order",
          "in", "between", "and", "not", "case", "end", "as", "at", "last", "ago", "default", "1",
          "28 days", "x", "a.b", "'t'", "@2024", "(", ")", "[", "]", "{", "}", ",", ".", ":", "=",
          "+", "-", "*", ";", "==", "`q`", "'open", "\"", "/*", "\"\"\"", "--", "@", "28d", "é");

  @Test
  void theTextItselfIsValid() {
    assertThat(Parser.parse(new SourceFile("a.metric", TEXT)).diagnostics()).isEmpty();
  }

  @Test
  void oneChangedTokenGivesFewFindingsAndHidesNoNeighbour() {
    var random = new Random(SEED);
    List<int[]> tokens = tokens();
    for (int i = 0; i < MUTATIONS; i++) {
      String text = mutated(random, tokens);
      Parsed parsed = parse(text, i);
      long errors = parsed.diagnostics().stream().filter(Diagnostic::isError).count();
      boolean swallows = text.contains("/*") || text.contains("\"\"\"");
      assertThat(errors).as("seed %d, case %d:\n%s", SEED, i, text).isLessThanOrEqualTo(2);
      long read =
          parsed.declarations().stream()
              .filter(d -> !(d instanceof Declaration.Unreadable))
              .count();
      if (!swallows) {
        assertThat(read)
            .as("seed %d, case %d:\n%s", SEED, i, text)
            .isGreaterThanOrEqualTo(DECLARATIONS.size() - 2L);
      }
    }
  }

  @Test
  void anyCutOfAnyFileIsAnswered() {
    var random = new Random(SEED + 1);
    var files = new ArrayList<String>();
    for (Path path : Golden.inputs("parse", "metric")) {
      files.add(Golden.read(path));
    }
    for (int i = 0; i < MUTATIONS / 10; i++) {
      String file = files.get(random.nextInt(files.size()));
      int from = random.nextInt(file.length());
      int to = from + random.nextInt(file.length() - from + 1);
      String cut =
          random.nextBoolean()
              ? file.substring(from, to)
              : file.substring(0, from) + file.substring(to);
      parse(cut, i);
    }
  }

  /** Parses a text in all ways, and formats it; says which one an exception came from. */
  private static Parsed parse(String text, int number) {
    try {
      var file = new SourceFile("fuzz.metric", text);
      Parsed parsed = Parser.parse(file);
      Parser.parseQuery(file);
      if (parsed.diagnostics().isEmpty()) {
        Formatted formatted = Formatter.format(file);
        var again = new SourceFile("formatted.metric", formatted.text());
        assertThat(TreeText.print(Parser.parse(again).declarations()))
            .as("seed %d, case %d:\n%s", SEED, number, text)
            .isEqualTo(TreeText.print(parsed.declarations()));
        assertThat(Formatter.format(again).text())
            .as("seed %d, case %d:\n%s", SEED, number, text)
            .isEqualTo(formatted.text());
      }
      return parsed;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", case " + number + ":\n" + text, e);
    }
  }

  private static String mutated(Random random, List<int[]> tokens) {
    int[] token = tokens.get(random.nextInt(tokens.size()));
    int[] other = tokens.get(random.nextInt(tokens.size()));
    String part = PARTS.get(random.nextInt(PARTS.size()));
    String before = TEXT.substring(0, token[0]);
    String after = TEXT.substring(token[1]);
    return switch (random.nextInt(5)) {
      case 0 -> before + after;
      case 1 -> before + part + after;
      case 2 -> before + part + " " + TEXT.substring(token[0]);
      case 3 -> before + TEXT.substring(other[0], other[1]) + after;
      default -> before + TEXT.substring(token[0], token[1]) + " " + TEXT.substring(token[0]);
    };
  }

  private static List<int[]> tokens() {
    var tokens = new ArrayList<int[]>();
    Excerpt excerpt = Excerpt.of(new SourceFile("a.metric", TEXT));
    for (var token : Scanner.scan(excerpt, Tokens.Kind.FILE).all()) {
      if (token.getStopIndex() >= token.getStartIndex()) {
        tokens.add(new int[] {token.getStartIndex(), token.getStopIndex() + 1});
      }
    }
    return tokens;
  }
}
