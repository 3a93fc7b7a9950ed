package dev.mensura.plan;

import org.apache.calcite.rel.externalize.RelJsonWriter;

/** Writes plans in Calcite's own JSON form. */
public final class PlanJson {
  private PlanJson() {}

  /** The relational operators of a stage, a JSON object with the key {@code rels}. */
  public static String write(Stage stage) {
    var writer = new RelJsonWriter();
    stage.rel().explain(writer);
    return writer.asString();
  }
}
