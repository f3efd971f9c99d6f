package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.redis.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One life of a redis-server on the data of a station. One thread at a time. */
final class Server implements AutoCloseable {
  private static final long POLL_NANOS = 500_000;
  private static final int PORTS = 20;
  private static final int DIGITS = 40;

  /** How a start ended. */
  enum Start {
    SERVING,
    ENDED,
    TOO_LATE
  }

  private final Process process;
  private final Duration limit;
  private Start start = Start.TOO_LATE;
  private @Nullable RawConnection connection;
  private String digest = "";

  private Server(Process process, Duration limit) {
    this.process = process;
    this.limit = limit;
  }

  /** Starts one and returns once it serves, has ended, or the limit is over. */
  static Server boot(Station station, Duration limit) throws IOException {
    for (int i = 0; i < PORTS; i++) {
      Server server = new Server(station.start(), limit);
      try {
        server.awaitStart(station);
        if (server.start != Start.ENDED || !station.lostItsPort()) {
          return server;
        }
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
    }
    throw new DrillException(
        "Cannot start a server",
        "a port that stays free",
        PORTS + " that somebody else took",
        "Run fewer drills at a time.");
  }

  private void awaitStart(Station station) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!process.isAlive()) {
        start = Start.ENDED;
        return;
      }
      if (answers(station)) {
        start = Start.SERVING;
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new DrillException(
            "Cannot wait for a server", "no interruption", "one", "Run the same command again.");
      }
    }
  }

  /** Asks for the digest as soon as all is loaded. */
  private boolean answers(Station station) throws IOException {
    try {
      if (connection == null) {
        connection = RawConnection.open(station.endpoint(), limit);
        connection.send("AUTH", station.endpoint().password().reveal());
        require("OK", connection.reply());
      }
      // DEBUG alone is answered while the dataset is being loaded, with the digest of a part of it.
      connection.send("DBSIZE");
      String loading = String.valueOf(connection.reply());
      if (loading.startsWith("-LOADING")) {
        return false;
      }
      digest = digest();
      return true;
    } catch (DrillException e) {
      throw e;
    } catch (IOException notYetOrNoMore) {
      disconnect();
      return false;
    }
  }

  private static String checked(String said) {
    if (said.length() != DIGITS) {
      throw new DrillException(
          "Cannot tell what a server has loaded",
          "an answer to DEBUG DIGEST",
          "'" + said + "'",
          "Name a redis-server that has this command with --redis PATH.");
    }
    return said;
  }

  private static void require(String expected, @Nullable String found) {
    if (!expected.equals(found)) {
      throw new DrillException(
          "Cannot log in to a server that was just started",
          expected,
          "'" + found + "'",
          "Leave out settings of users and passwords.");
    }
  }

  Start start() {
    return start;
  }

  /** Returns the digest of what it had loaded. */
  String loaded() {
    return digest;
  }

  RawConnection connection() {
    return Objects.requireNonNull(connection, "serving");
  }

  /** Returns the digest of all it holds now, in every database. */
  String digest() throws IOException {
    connection().send("DEBUG", "DIGEST");
    return checked(String.valueOf(connection().reply()));
  }

  /** Asks it to stop as an operator does, and returns whether it has ended within the limit. */
  boolean stop() throws IOException {
    connection().send("SHUTDOWN");
    return awaitEnd();
  }

  /** Returns how it ended: an exit code, as a shell gives it. */
  int exitCode() {
    return process.exitValue();
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException alreadyClosed) {
      // Nothing more is expected of it.
    }
    connection = null;
  }

  /** Ends it with SIGKILL if it has not ended. */
  @Override
  public void close() {
    disconnect();
    process.destroyForcibly();
    awaitEnd();
  }
}
