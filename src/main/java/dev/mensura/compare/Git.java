package dev.mensura.compare;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the {@code git} program, in a folder. It is only ever told to read objects; the index, the
 * work tree and other machines are left alone.
 */
record Git(Path folder, String program) {
  private static final int MOST_HEADER = 1_000;

  /**
   * What a command said.
   *
   * @param exit 0 where it went well
   */
  record Said(int exit, byte[] out, String error) {
    boolean isFine() {
      return exit == 0;
    }

    String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  /** Takes a file's bytes, in the order in which they were asked for. */
  interface Sink {
    void take(int index, byte[] content) throws IOException;
  }

  Said run(String... arguments) throws RevisionException {
    Process process = start(List.of(arguments), ProcessBuilder.Redirect.PIPE);
    try {
      process.getOutputStream().close();
      var errors = new ByteArrayOutputStream();
      Thread reader = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), errors));
      byte[] out = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      reader.join();
      return new Said(exit, out, errors.toString(StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed();
    } finally {
      process.destroy();
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException e) {
      // What is missing of an error's text is missed by nobody.
    }
  }

  /** The contents of objects of these names, one after the other. */
  void contents(List<String> objects, Sink sink) throws RevisionException, IOException {
    Process process = start(List.of("cat-file", "--batch"), ProcessBuilder.Redirect.DISCARD);
    try (OutputStream ask = process.getOutputStream();
        var answer = new DataInputStream(process.getInputStream())) {
      for (int i = 0; i < objects.size(); i++) {
        ask.write((objects.get(i) + "\n").getBytes(StandardCharsets.US_ASCII));
        ask.flush();
        String[] header = line(answer).split(" ", -1);
        if (header.length != 3) {
          throw failed();
        }
        byte[] content = new byte[Integer.parseInt(header[2])];
        answer.readFully(content);
        answer.readByte();
        sink.take(i, content);
      }
    } catch (EOFException | NumberFormatException e) {
      throw failed();
    } finally {
      process.destroy();
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MOST_HEADER) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private Process start(List<String> arguments, ProcessBuilder.Redirect errors)
      throws RevisionException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new RevisionException(
          "the program `git` can't be started.", "Revisions are read with it; folders need none.");
    }
  }

  private static RevisionException failed() {
    return new RevisionException(
        "`git` ended before it had said everything.", "`git fsck` tells whether all is there.");
  }
}
