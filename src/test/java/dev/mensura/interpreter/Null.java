package dev.mensura.interpreter;

/** The absent value. A value of its own, so that it can be a group like any other. */
public enum Null {
  NULL
}
