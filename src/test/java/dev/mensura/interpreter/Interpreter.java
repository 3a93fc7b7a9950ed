package dev.mensura.interpreter;

import dev.mensura.ir.Query;
import java.util.List;

/** Answers queries by their definition. */
public final class Interpreter {
  private final World world;

  public Interpreter(World world) {
    this.world = world;
  }

  /** The rows of the answer, in order: the groups' values, then the items'. */
  public List<List<Object>> answer(Query query) {
    return new Answer(world, query).rows();
  }
}
