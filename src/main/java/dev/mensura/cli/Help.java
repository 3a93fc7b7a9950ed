package dev.mensura.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The help of a command. */
final class Help {
  private Help() {}

  static String text(CommandSpec spec, int width) {
    spec.usageMessage()
        .width(width)
        .autoWidth(false)
        .sortOptions(false)
        .abbreviateSynopsis(false)
        .synopsisHeading("")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .showDefaultValues(false);
    return new CommandLine(spec).getUsageMessage(Ansi.OFF);
  }

  /** Adds examples; a line that starts with a space is shown as it is. */
  static void examples(CommandSpec spec, String... lines) {
    String[] safe = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      safe[i] = "  " + lines[i].replace("%", "%%");
    }
    spec.usageMessage().footerHeading("%nExamples:%n").footer(safe);
  }

  /** Text behind the one-line summary. */
  static void more(CommandSpec spec, String... paragraphs) {
    String[] all = new String[2 * paragraphs.length + 1];
    all[0] = String.join("", spec.usageMessage().description());
    for (int i = 0; i < paragraphs.length; i++) {
      all[2 * i + 1] = "";
      all[2 * i + 2] = paragraphs[i].replace("%", "%%");
    }
    spec.usageMessage().description(all);
  }
}
