package io.redisdrill.scenario.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command {@code docker} of this machine.
 *
 * @param output a file that may be written, for what it says
 */
record Docker(Path output) {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * What it came to.
   *
   * @param code it ended with
   * @param text what it said, to both of its streams
   */
  record Said(int code, String text) {
    List<String> lines() {
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws DrillException if there is no such command, or it does not come to an end
   */
  Said run(String... words) throws InterruptedException {
    Process process = start(Stream.concat(Stream.of("docker"), Stream.of(words)).toList());
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw cannot(words[0], "an end within " + LIMIT.toMinutes() + " minutes", "none");
      }
      // A JVM or a server in a container may say what is no UTF-8.
      return new Said(process.exitValue(), new String(Files.readAllBytes(output), UTF_8).strip());
    } catch (IOException e) {
      throw cannot(words[0], "words in " + output, String.valueOf(e));
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw cannot(command.get(1), "the command docker on the PATH", String.valueOf(e));
    }
  }

  private static DrillException cannot(String what, String expected, String found) {
    return new DrillException(
        "Cannot run docker " + what,
        expected,
        found,
        "Install a Docker engine, or see what keeps it from working with docker info.");
  }
}
