package dev.mensura.cli;

/** What {@code mensura --help} says. */
final class RootHelp {
  private RootHelp() {}

  static String text() {
    var text = new StringBuilder();
    text.append("mensura COMMAND [OPTION…] [WORD…]\n\n");
    text.append("Metrics as code: check them, ask for them, see their SQL.\n\n");
    for (Commands command : Commands.values()) {
      text.append("  %-9s %s\n".formatted(command.text(), command.summary()));
    }
    text.append(
        """

        Every command takes --help, --project DIR and --color auto|always|never; --registry FILE
        names another file than registry/metrics.json for metrics that are defined at run time.
        The project is the nearest folder upwards with models/ or mensura.yml.

        Examples:
          mensura check
          mensura list metrics
          mensura query 'power_users, conversion_rate by plan'
          mensura query "revenue by month where region = 'EU' limit 12" --format csv
          mensura sql 'arpu by plan' --dialect postgres
          mensura define 'metric big_spenders = count users where revenue > 1000'
          mensura explain conversion_rate
          mensura explain unknown-field

        Exit codes: 0 fine, 1 errors were found, 2 the command line is wrong.
        """);
    return text.toString();
  }
}
