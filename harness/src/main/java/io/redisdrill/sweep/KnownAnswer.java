package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.Verdict;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.redis.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A small log whose sweep has a known answer: of its 318 truncation points, 165 poison Redis 7.0.15
 * (a tail torn inside MULTI is not taken away, and swallows what is written behind it).
 */
public final class KnownAnswer {
  private static final String VERSION = "7.0.15";
  private static final int IMAGES = 318;
  private static final int POISONED = 165;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("SET", "a", "alpha"),
          List.of("SET", "b", "bravo"),
          List.of("MULTI"),
          List.of("SET", "c", "charlie"),
          List.of("SET", "d", "delta"),
          List.of("INCR", "n"),
          List.of("EXEC"),
          List.of("SET", "e", "echo"),
          List.of(
              "EVAL", "redis.call('SET','f','fox');redis.call('SET','g','golf');return 1", "0"));

  private KnownAnswer() {}

  /** Records it below the directory of the engine and returns its data directory. */
  public static Path record(LocalEngine engine) {
    try {
      Station station =
          Station.make(engine, "known-answer", SweepSettings.recording(engine.version()));
      Files.createDirectories(station.data());
      try (Server server = Server.boot(station, LIMIT)) {
        if (server.start() != Server.Start.SERVING) {
          throw cannot(LastWords.line(station.log()));
        }
        write(server.connection());
        // Closing it is SIGKILL: what was answered is in the file, if not on the disk.
      }
      return station.data();
    } catch (IOException e) {
      throw cannot(String.valueOf(e));
    }
  }

  private static void write(RawConnection connection) throws IOException {
    connection.send("CLIENT", "REPLY", "OFF"); // EXEC answers with a list
    for (List<String> command : COMMANDS) {
      connection.send(command.toArray(String[]::new));
    }
    connection.send("CLIENT", "REPLY", "ON");
    String said = String.valueOf(connection.reply());
    if (!said.equals("OK")) {
      throw new IOException("the server said '" + said + "'");
    }
  }

  /**
   * Returns whether the answer is the known one; on another server, or of a part, whether there is
   * one at all.
   */
  public static Verdict verdict(SweepPlan plan, SweepResult result) {
    boolean known =
        result.sweep().redis().equals(VERSION) && plan.equals(SweepPlan.truncations(plan.source()));
    if (!known) {
      return result.count(Outcome.UNKNOWN) == 0 ? Verdict.PASS : Verdict.UNKNOWN;
    }
    boolean right =
        result.images() == IMAGES
            && result.count(Outcome.POISONED) == POISONED
            && result.count(Outcome.EXACT_PREFIX) == IMAGES - POISONED;
    return right ? Verdict.PASS : Verdict.FAIL;
  }

  private static DrillException cannot(String found) {
    return new DrillException(
        "Cannot record the log of the known answer",
        "a server that starts and takes nine commands",
        found,
        "See ./drill doctor.");
  }
}
