package dev.mensura.diagnostic;

/**
 * How much a finding weighs: an error keeps its declaration out of the result, a warning doesn't.
 */
public enum Severity {
  ERROR,
  WARNING
}
