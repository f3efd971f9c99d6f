package io.redisdrill.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis-check-rdb} and {@code redis-check-aof}, as they come with the server. Both are the
 * server itself under another name (see {@code main} in server.c), so there is always one. Of what
 * they print only words about the file are kept: they may name a key.
 */
public enum CheckTool {
  /** Reads an RDB file to its end. */
  RDB(Pattern.compile("\\[offset \\d+] Checking RDB file .*")),
  /** Reads an AOF by its manifest. */
  AOF(Pattern.compile("Start checking .*|AOF analyzed: .*|\\[offset \\d+] Checking RDB file .*"));

  private static final int LONGEST_LINE = 500;
  private static final Pattern WORDS =
      Pattern.compile("\\[offset \\d+] (?!Checking|AUX).*|AOF .*|.*not valid.*|RDB preamble .*");

  private final Pattern begin;

  CheckTool(Pattern begin) {
    this.begin = begin;
  }

  /**
   * What it said.
   *
   * @param sound whether the file is
   * @param words about the file, the last ones that matter
   */
  public record Answer(boolean sound, String words) {}

  String program() {
    return "redis-check-" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns a link to it below {@code work}, or what stands beside the server. */
  Path beside(Path server, Path work) {
    for (String name : new String[] {program(), program().replace("redis", "valkey")}) {
      Path installed = server.toAbsolutePath().resolveSibling(name);
      if (Files.isExecutable(installed)) {
        return installed;
      }
    }
    Path link = work.resolve(program());
    try {
      return Files.exists(link) ? link : Files.createSymbolicLink(link, server.toAbsolutePath());
    } catch (IOException e) {
      throw cannot(link, "a link to " + server, String.valueOf(e), e);
    }
  }

  Answer run(Path tool, Path file, Duration limit) throws InterruptedException {
    Process process = null;
    try {
      process =
          new ProcessBuilder(tool.toString(), file.toString()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Ended ended = Ended.of(process, limit);
      Heard heard = new Heard(begin);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          heard.line(line);
        }
      }
      int code = ended.code(this, limit);
      if (!heard.begun) {
        throw cannot(tool, "a tool that checks " + file.getFileName(), "another program", null);
      }
      return new Answer(code == 0, heard.last);
    } catch (IOException e) {
      throw cannot(tool, "a tool that runs here", String.valueOf(e), e);
    } finally {
      Optional.ofNullable(process).ifPresent(Process::destroyForcibly);
    }
  }

  /** Ends it when its time is over, so that reading what it says ends too. */
  private record Ended(Process process, Thread watch) {
    static Ended of(Process process, Duration limit) {
      Thread watch =
          new Thread(
              () -> {
                try {
                  if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                  }
                } catch (InterruptedException e) {
                  process.destroyForcibly();
                }
              },
              "redis-check");
      watch.setDaemon(true);
      watch.start();
      return new Ended(process, watch);
    }

    int code(CheckTool tool, Duration limit) throws InterruptedException {
      watch.join();
      int code = process.waitFor();
      if (code > 128) {
        throw new DrillException(
            "Cannot check with " + tool.program(),
            "its end within " + limit,
            "exit code " + code,
            "See whether it was killed, and check the file by hand.");
      }
      return code;
    }
  }

  private static final class Heard {
    private final Pattern begin;
    private boolean begun;
    private String last = "";

    Heard(Pattern begin) {
      this.begin = begin;
    }

    void line(String line) {
      begun |= begin.matcher(line).lookingAt();
      Matcher words = WORDS.matcher(line);
      if (words.lookingAt() && line.length() < LONGEST_LINE) {
        last = line;
      }
    }
  }

  private static DrillException cannot(
      Path tool, String expected, String found, @Nullable Exception cause) {
    return new DrillException(
        "Cannot check with " + tool.getFileName(),
        expected,
        found,
        "Install the check tools beside the redis-server that --redis names.",
        cause);
  }
}
