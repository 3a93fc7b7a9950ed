package dev.mensura.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Runs what people run most over a project, so that a JVM that keeps a cache of prepared classes
 * has seen them all. Says nothing and changes nothing. A JVM loads all of its cache at every start,
 * so what only queries need is kept from the rest.
 */
public final class Training {
  private static final String QUERY =
      "power_users, conversion_rate, arpu, spend by users.channel, month where month in @2024 and"
          + " users.channel != 'ads' having power_users > 0 order by arpu desc limit 5";

  private static final List<List<String>> CHECKS =
      List.of(
          List.of("--help"),
          List.of("check", "--help"),
          List.of("check", "--color", "always"),
          List.of("check", "--readings"),
          List.of("check", "nowhere"),
          List.of("check", "--format", "json"),
          List.of("explain", "unknown-field"),
          List.of("list"),
          List.of("list", "dimensions", "--format", "json"),
          List.of("fmt", "--check"),
          List.of("version"));

  private static final List<List<String>> QUERIES =
      List.of(
          List.of("query", QUERY),
          List.of("query", "weekly_growth", "--format", "csv", "--color", "always"),
          List.of("query", "nothing_of_this_name", "--format", "json"),
          List.of("query", "idle_users where company.region = 'EU' and not is_admin by plan"),
          List.of("sql", QUERY, "--dialect", "postgres"),
          List.of("sql", "activated_users, tickets_opened by month where day in last 30 days"),
          List.of("plan", "arpu by plan"),
          List.of("explain", "conversion_rate"));

  /** What an agent says first. */
  private static final String CONVERSATION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"training","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      {"jsonrpc":"2.0","id":3,"method":"resources/list","params":{}}
      {"jsonrpc":"2.0","id":4,"method":"prompts/list"}
      {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"list_metrics","arguments":{"search":"users"}}}
      {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"list_custom_metrics","arguments":{}}}
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"query_metrics","arguments":{"metrics":["power_users"],"by":["users.plan"]}}}
      {"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"query_metrics","arguments":{"query":"nothing_of_this_name"}}}
      {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"validate_metric","arguments":{"name":"training","type":"count","model":"users","filters":{"login_count__gt":1}}}}
      {"jsonrpc":"2.0","id":10,"method":"tools/call","params":{"name":"list_dimensions","arguments":{"metrics":["power_users"]}}}
      """;

  private Training() {}

  /**
   * @param arguments the folder of a project, of which what it doesn't have is seen as the mistake
   *     that it is; and {@code check}, {@code query} or {@code serve}
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    run(folder, "", arguments[1].equals("check") ? CHECKS : QUERIES);
    if (arguments[1].equals("serve")) {
      run(folder, CONVERSATION, List.of(List.of("mcp")));
    }
  }

  private static void run(Path folder, String input, List<List<String>> commands) {
    for (List<String> command : commands) {
      var terminal =
          new Terminal(
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              new PrintWriter(Writer.nullWriter()),
              new PrintWriter(Writer.nullWriter()),
              false,
              false,
              100,
              folder,
              Map.of("MENSURA_USAGE", "off"),
              InstantSource.system());
      Cli.run(terminal, command.toArray(String[]::new));
    }
  }
}
