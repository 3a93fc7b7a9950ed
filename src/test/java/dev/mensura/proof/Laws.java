package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.interpreter.Null;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tries what holds of every project with generated ones. */
final class Laws implements AutoCloseable {
  private static final int PROJECTS = Integer.getInteger("proof.laws", 60);
  private static final long SEED = Long.getLong("proof.seed", 31_122_024L);

  private final Databases databases;

  Laws() throws IOException, SQLException {
    this.databases = new Databases();
  }

  /** Something that holds of every project. */
  interface Law {
    /** False where it has nothing to say. */
    boolean holds(ProjectSpec project, Dice dice, Prover.Loaded loaded) throws SQLException;
  }

  /** Tries something with generated projects that are without errors. */
  void forProjects(Law law) throws SQLException {
    var prover = new Prover(Subject::of, databases);
    int held = 0;
    for (long seed = SEED; seed < SEED + PROJECTS; seed++) {
      ProjectSpec project = new ProjectGenerator(seed).project();
      Prover.Loaded loaded = prover.load(project);
      for (int i = 0; i < 5; i++) {
        held += law.holds(project, new Dice(seed * 5 + i), loaded) ? 1 : 0;
      }
    }
    System.out.println("laws: seed " + SEED + ", held " + held + " times");
    assertThat(held).isGreaterThan(PROJECTS / 2);
  }

  /** The rows of a query, none where it is refused. */
  Optional<List<List<Object>>> rows(Prover.Loaded loaded, String query) throws SQLException {
    Subject.Checked checked = loaded.subject().check(query);
    if (checked.query().isEmpty()) {
      return Optional.empty();
    }
    Database database = databases.all().getFirst();
    return Optional.of(
        database.rows(loaded.subject().sql(checked.query().get(), database.engine())));
  }

  /** Nothing adds nothing. */
  static BigDecimal number(Object value) {
    return switch (value) {
      case Null n -> BigDecimal.ZERO;
      case Double d -> new BigDecimal(d);
      default -> (BigDecimal) value;
    };
  }

  @Override
  public void close() throws IOException, SQLException {
    databases.close();
  }
}
