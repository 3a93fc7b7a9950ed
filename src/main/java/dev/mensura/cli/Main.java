package dev.mensura.cli;

/** Where {@code mensura} starts. */
public final class Main {
  /** Room for expressions and chains of metrics of any depth that the compiler lets through. */
  private static final long STACK_BYTES = 1L << 29;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    // The options here are texts: picocli needn't load what it can convert besides, java.sql
    // included.
    System.setProperty("picocli.converters.excludes", ".*");
    var exit = new int[] {Exit.BUG};
    Thread thread =
        new Thread(
            null, () -> exit[0] = Cli.run(SystemTerminal.open(), arguments), "main", STACK_BYTES);
    thread.start();
    thread.join();
    // Also ends what libraries left running.
    System.exit(exit[0]);
  }
}
