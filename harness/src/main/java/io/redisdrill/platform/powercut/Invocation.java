package io.redisdrill.platform.powercut;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A finished run of the launcher. */
record Invocation(int code, String output, String complaint) {

  /** Runs it to its end; beyond the limit it is killed. */
  static Invocation run(List<String> command, Duration limit) {
    try {
      Path output = Files.createTempFile("powercut", ".out");
      Path complaint = Files.createTempFile("powercut", ".err");
      try {
        // Files, not pipes: a pipe that nobody reads would stop it, and reading one has no limit.
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(complaint.toFile())
                .start();
        process.getOutputStream().close();
        return finish(command, limit, process, output, complaint);
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(complaint);
      }
    } catch (IOException e) {
      throw failed(command, String.valueOf(e.getMessage()), e);
    }
  }

  private static Invocation finish(
      List<String> command, Duration limit, Process process, Path output, Path complaint)
      throws IOException {
    try {
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw failed(command, "no end within " + limit.toSeconds() + " s", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command, "an interruption", e);
    } finally {
      process.destroyForcibly();
    }
    return new Invocation(
        process.exitValue(), Files.readString(output), Files.readString(complaint).strip());
  }

  private static DrillException failed(
      List<String> command, String found, @Nullable Exception cause) {
    return new DrillException(
        "Cannot run " + String.join(" ", command),
        "a program that ends by itself",
        found,
        "Run it by hand to see what it says.",
        cause);
  }
}
