package dev.mensura.plan;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What an answer depends on besides the project and the query.
 *
 * @param now what relative times are relative to
 * @param zone the time zone in which instants have a day
 */
public record PlanOptions(Now now, ZoneId zone) {
  public static final PlanOptions DEFAULT = new PlanOptions(Now.ofDatabase());

  public PlanOptions(Now now) {
    this(now, ZoneOffset.UTC);
  }
}
