package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Engines answer generated queries of generated projects as the interpreter does.
 *
 * <p>{@code -Dproof.cases=20000 -Dproof.seed=7} asks more and others; {@code -Dproof.mistakes=10}
 * goes on after the first mistake, to that many, {@code -Dproof.alike=3} of them of one sort.
 */
class AnswersTest {
  private static final int CASES = Integer.getInteger("proof.cases", 2_000);
  private static final long SEED = Long.getLong("proof.seed", 20_240_229L);
  private static final int MISTAKES = Integer.getInteger("proof.mistakes", 1);
  private static final int ALIKE = Integer.getInteger("proof.alike", 1);
  private static final int QUERIES_PER_PROJECT = 12;
  private static final int TRIES_TO_SHRINK = Integer.getInteger("proof.tries", 3_000);
  private static final int MOST_REFUSED_PERCENT = 25;

  private static final int TIME_CASES = Integer.getInteger("proof.times", 1_000);

  /** Shifts are often no whole periods. */
  private static final int MOST_REFUSED_IN_TIME = 40;

  private static final int COMPOSED_CASES = Integer.getInteger("proof.composed", 0);

  /** Nested at random, modifiers often say what can't be. */
  private static final int MOST_REFUSED_COMPOSED = 100;

  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private final Map<String, String> mistakes = new LinkedHashMap<>();
  private int right;
  private int withRows;
  private int refused;

  @Test
  void enginesAnswerAsTheInterpreterDoes() throws IOException, SQLException {
    prove(
        CASES, MOST_REFUSED_PERCENT, (generator, project) -> Optional.of(generator.query(project)));
  }

  @Test
  void enginesMoveInTimeAsTheInterpreterDoes() throws IOException, SQLException {
    prove(TIME_CASES, MOST_REFUSED_IN_TIME, ProjectGenerator::timeQuery);
  }

  @Test
  void enginesComposeAsTheInterpreterDoes() throws IOException, SQLException {
    prove(
        COMPOSED_CASES,
        MOST_REFUSED_COMPOSED,
        (generator, project) -> Optional.of(generator.composedQuery(project)));
  }

  private void prove(int cases, int mostRefused, Queries queries) throws IOException, SQLException {
    try (var databases = new Databases()) {
      var prover = new Prover(Subject::of, databases);
      for (long seed = SEED; goesOn(cases); seed++) {
        prove(prover, seed, queries);
      }
    }
    String summary = summary();
    System.out.println(summary);
    assertThat(mistakes.values()).as(summary).isEmpty();
    assertThat(refused * 100).as(summary).isLessThanOrEqualTo((refused + right) * mostRefused);
  }

  /** Until so many are right, or hardly anything is answered. */
  private boolean goesOn(int cases) {
    return right < cases
        && mistakes.size() < MISTAKES
        && (refused < 5 * cases || refused * 100 < (refused + right) * 95);
  }

  /** What is asked of a project: the next query, if it has one to ask. */
  private interface Queries {
    Optional<QuerySpec> next(ProjectGenerator generator, ProjectSpec project);
  }

  private String summary() {
    var text = new StringBuilder();
    text.append("proof: seed ").append(SEED).append(", ").append(right).append(" cases right, ");
    text.append(withRows).append(" of them with rows, ").append(refused).append(" refused ");
    text.append(refusals).append('\n');
    if (MISTAKES > 1) {
      examples.forEach(
          (code, message) -> text.append(code).append(": ").append(message).append('\n'));
    }
    return text.toString();
  }

  private void prove(Prover prover, long seed, Queries queries) throws SQLException {
    var generator = new ProjectGenerator(seed);
    ProjectSpec project = generator.project();
    Prover.Loaded loaded = prover.load(project);
    for (int i = 0; i < QUERIES_PER_PROJECT && mistakes.size() < MISTAKES; i++) {
      Optional<QuerySpec> next = queries.next(generator, project);
      if (next.isEmpty()) {
        return;
      }
      QuerySpec query = next.get();
      switch (loaded.verdict(query)) {
        case Verdict.Right answer -> {
          right++;
          withRows += answer.rows() > 0 ? 1 : 0;
        }
        case Verdict.Refused refusal -> {
          refused++;
          refusals.merge(refusal.code(), 1, Integer::sum);
          examples.putIfAbsent(refusal.code(), refusal.message() + "\n  " + query.text());
        }
        case Verdict.Wrong wrong -> {
          long alike =
              mistakes.keySet().stream().filter(k -> k.startsWith(wrong.sort() + " #")).count();
          if (alike < ALIKE) {
            mistakes.put(
                wrong.sort() + " #" + alike,
                report(prover, seed, new CaseSpec(project, query), wrong));
          }
          loaded = prover.load(project);
        }
      }
    }
  }

  private static String report(Prover prover, long seed, CaseSpec found, Verdict.Wrong wrong) {
    CaseSpec smallest =
        Shrinker.shrink(found, c -> isSame(prover.verdict(c), wrong), TRIES_TO_SHRINK);
    String report =
        prover.verdict(smallest) instanceof Verdict.Wrong shrunk ? shrunk.report() : wrong.report();
    return "seed " + seed + "\n" + report + "\n";
  }

  private static boolean isSame(Verdict verdict, Verdict.Wrong wrong) {
    return verdict instanceof Verdict.Wrong other && other.sort().equals(wrong.sort());
  }
}
