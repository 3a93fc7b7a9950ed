package dev.mensura.cli;

/** What a command is doing at the moment, for the line that reports a bug. */
final class Task {
  private String text = "starting";

  void is(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
