package dev.mensura.registry.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.NullMarked;

/**
 * A process of its own that writes to a store. Each thing that it has done is a line of its output,
 * and is only told once the store has said so.
 */
final class Child implements AutoCloseable {
  /** What a child does. */
  enum Job {
    /** Defines a metric of its own and changes one that all children share, at once. */
    DEFINE,
    /** Defines, changes and deletes, until it is killed. */
    CHURN,
    /** Notes queries. */
    USE,
    /** Defines one metric and tells why that is refused. */
    TRY
  }

  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static Child start(
      String classPath, Path registry, String name, Job job, int count, String... flags)
      throws IOException {
    return start(command(classPath, registry, name, job, count, flags));
  }

  /** A start that is as quick as it can be. */
  static List<String> command(
      String classPath, Path registry, String name, Job job, int count, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-XX:-UsePerfData", "-Xlog:disable"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classPath, Child.class.getName()));
    command.addAll(List.of(registry.toString(), name, job.name(), String.valueOf(count)));
    return command;
  }

  static Child start(List<String> command) throws IOException {
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * The few classes that a child needs.
   *
   * @param jar to be made; the JVM archives no classes of folders
   */
  static String classPath(Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String folder : List.of("source", "diagnostic", "registry/store")) {
        add(out, home(FileStore.class), "dev/mensura/" + folder);
      }
      add(out, home(Child.class), "dev/mensura/registry/store");
    }
    return Stream.concat(
            Stream.of(jar),
            Stream.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class, NullMarked.class)
                .map(Child::home))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void add(JarOutputStream jar, Path home, String folder) throws IOException {
    try (var files = Files.newDirectoryStream(home.resolve(folder), "*.class")) {
      for (Path file : files) {
        String name = folder + "/" + file.getFileName();
        if (!name.contains("package-info")) {
          jar.putNextEntry(new ZipEntry(name));
          Files.copy(file, jar);
        }
      }
    }
  }

  private static Path home(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next thing that it has done; null once it has ended. */
  String next() throws IOException {
    return output.readLine();
  }

  /** Everything else that it does until it ends. */
  List<String> rest() {
    return output.lines().toList();
  }

  int exit() throws InterruptedException {
    return process.waitFor();
  }

  /** As {@code kill -9} does. What it has told can still be read, unlike by the process's own. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.toHandle().destroyForcibly();
    process.onExit().join();
    output.close();
  }

  public static void main(String[] args) throws StoreException {
    Path registry = Path.of(args[0]);
    String name = args[1];
    int count = Integer.parseInt(args[3]);
    switch (Job.valueOf(args[2])) {
      case DEFINE -> {
        FileStore store = FileStore.open(registry);
        for (int i = 0; i < count; i++) {
          var shared = Given.put("shared", "metric shared = count users", Action.CHANGE);
          did(store, "shared", Given.put(name + "_" + i), shared);
        }
      }
      case CHURN -> churn(FileStore.open(registry), name, count);
      case TRY -> {
        try {
          did(FileStore.open(registry), name, Given.put(name));
        } catch (StoreException e) {
          System.out.println(e.getMessage());
        }
      }
      case USE -> {
        UsageLog log = UsageLog.open(registry);
        var metrics = new TreeSet<>(List.of("shared", name));
        for (int i = 0; i < count; i++) {
          var use =
              new Use(Given.ANN.at(), name, metrics, new TreeSet<>(), 2, Duration.ofMillis(3));
          log.note(use).ifPresent(refused -> System.out.println(refused.message()));
        }
      }
    }
  }

  private static void churn(FileStore store, String name, int count) throws StoreException {
    for (int i = 0; i < count; i++) {
      String metric = name + "_" + i % 5;
      boolean kept = store.read().metric(metric).isPresent();
      did(store, metric, kept && i % 3 == 0 ? Given.delete(metric) : Given.put(metric));
    }
  }

  /** Tells the version that a metric has then. */
  private static void did(FileStore store, String metric, Operation... operations)
      throws StoreException {
    String done =
        store.change(
            Given.ANN,
            newest ->
                new Edit<>(
                    List.of(operations),
                    kept ->
                        kept.metric(metric)
                            .map(k -> metric + " " + k.version())
                            .orElse(metric + " gone")));
    System.out.println(done);
    System.out.flush();
  }
}
