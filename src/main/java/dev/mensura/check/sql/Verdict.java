package dev.mensura.check.sql;

/** Which rows a filter lets through. */
public enum Verdict {
  /** None, whatever the data. */
  NEVER,
  /** All, whatever the data. */
  ALWAYS,
  /** It depends on the data, or nothing else could be proved. */
  DEPENDS
}
