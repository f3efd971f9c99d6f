package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.WatchedCopy;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Records a data directory to be swept: a short load under the launcher of power cuts, some of it
 * synced and some not, then SIGKILL.
 */
public final class Recorder {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int BATCH = 25;
  private static final int UNSYNCED = 50;

  private final LocalEngine engine;

  /**
   * @param engine the server, and where it works
   */
  public Recorder(LocalEngine engine) {
    this.engine = engine;
  }

  /**
   * Returns {@code out}/recorded, which is recorded if it is not there.
   *
   * @throws DrillException if syncs cannot be watched on this machine
   */
  public Path into(Path out) throws InterruptedException {
    Path recorded = out.resolve(SweepFiles.RECORDED);
    if (Files.isDirectory(recorded)) {
      return recorded;
    }
    Launcher.unsupported().ifPresent(Recorder::cannot);
    try {
      Launcher launcher =
          Launcher.unpack(Files.createDirectory(engine.directory().resolve("launcher")));
      launcher.unavailable().ifPresent(Recorder::cannot);
      Station station =
          Station.make(engine, "recorder", SweepSettings.recording(engine.version()))
              .watchedBy(launcher);
      Files.createDirectories(station.data());
      load(station, launcher);
      awaitLastWord(station.data());
      WatchedCopy.make(station.data(), recorded);
      return recorded;
    } catch (IOException e) {
      throw SweepFiles.cannotWrite(out, e);
    }
  }

  private static void load(Station station, Launcher launcher) throws IOException {
    try (Server server = Server.boot(station, LIMIT)) {
      if (server.start() != Server.Start.SERVING) {
        throw new DrillException(
            "Cannot record a data directory",
            "a server that starts",
            LastWords.line(station.log()),
            "See ./drill doctor.");
      }
      long syncs = launcher.status(station.data()).syncs().durable();
      int done = 0;
      long end = System.nanoTime() + LIMIT.toNanos();
      // Under everysec the next sync is most of a second away, once there has been one.
      do {
        done = write(server.connection(), done, BATCH);
      } while (launcher.status(station.data()).syncs().durable() == syncs
          && System.nanoTime() - end < 0);
      write(server.connection(), done, UNSYNCED);
    }
  }

  /** Writes so many units: commands, and every fifth time a transaction. */
  private static int write(RawConnection to, int done, int units) throws IOException {
    to.send("CLIENT", "REPLY", "OFF"); // EXEC answers with a list
    for (int i = done; i < done + units; i++) {
      boolean together = i % 5 == 4;
      if (together) {
        to.send("MULTI");
        to.send("INCR", "transactions");
      }
      to.send("SET", "key:" + i % BATCH, "value:" + i);
      if (together) {
        to.send("EXEC");
      }
    }
    to.send("CLIENT", "REPLY", "ON");
    String said = String.valueOf(to.reply());
    if (!said.equals("OK")) {
      throw new IOException("the server said '" + said + "'");
    }
    return done + units;
  }

  /** The launcher outlives the server by a moment. */
  private static void awaitLastWord(Path data) throws InterruptedException {
    Path ledger = data.resolve(Launcher.SIDE_FOLDER).resolve("ledger");
    Waiting.until(
        "the launcher's last word",
        LIMIT,
        () -> Files.readString(ledger, StandardCharsets.ISO_8859_1).contains("\nX "),
        () -> "a ledger without it");
  }

  private static void cannot(String why) {
    throw new DrillException(
        "Cannot record what a crash leaves",
        "a machine on which syncs can be watched",
        why,
        "See ./drill doctor.");
  }
}
