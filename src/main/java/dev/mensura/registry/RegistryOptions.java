package dev.mensura.registry;

import dev.mensura.plan.PlanOptions;
import dev.mensura.sql.Dialect;
import java.util.List;

/**
 * What a registry holds besides the project.
 *
 * @param version of this program
 * @param dialects for each an entry has the metric's SQL; none: no SQL
 * @param plan what plans and SQL depend on
 */
public record RegistryOptions(String version, List<Dialect> dialects, PlanOptions plan) {
  public RegistryOptions {
    dialects = List.copyOf(dialects);
  }
}
