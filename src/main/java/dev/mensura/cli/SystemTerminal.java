package dev.mensura.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Finds out what the process was started in. */
final class SystemTerminal {
  private static final int READABLE_WIDTH = 100;

  private SystemTerminal() {}

  static Terminal open() {
    boolean out = isTerminal(1);
    boolean err = isTerminal(2);
    return new Terminal(
        System.in,
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        out,
        err,
        out || err ? width() : READABLE_WIDTH,
        Path.of("").toAbsolutePath(),
        environment(),
        InstantSource.system());
  }

  /** Services and containers often start without the name of their user, who is somebody still. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!environment.containsKey("USERNAME")) {
      environment.putIfAbsent("USER", System.getProperty("user.name"));
    }
    return environment;
  }

  /**
   * Not {@code System.out}: that encodes as the machine likes, and hides that its reader is gone.
   */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
  }

  /** Java can only tell whether all of input and output are a terminal; the system knows each. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return System.console() != null;
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static int width() {
    return number(Map.copyOf(System.getenv()).getOrDefault("COLUMNS", ""))
        .orElseGet(SystemTerminal::askedWidth);
  }

  /** {@code stty} says rows and columns of its input. */
  private static int askedWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      return number(size.strip().replaceFirst("^\\d+ ", "")).orElse(READABLE_WIDTH);
    } catch (IOException e) {
      return READABLE_WIDTH;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return READABLE_WIDTH;
    }
  }

  private static OptionalInt number(String text) {
    return text.matches("[1-9]\\d{0,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
