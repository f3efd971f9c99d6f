package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.run.FileTrees;
import io.redisdrill.sweep.DataSource.Part;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Starts a server on an image, writes to it, stops it cleanly, and starts it again.
 *
 * @param limit for each start, answer and stop
 */
record Trial(ImageDirectory images, Oracle oracle, Duration limit) {
  static final int WRITES = 10;
  private static final int SIGNALS = 128;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final Image WHOLE = new Image(0, 0);
  private static final String KEY = "redis-drill:sweep:";

  /** Returns what the image showed. */
  ImageResult run(Image image, Station station) throws IOException {
    images.fill(station.data(), image);
    try {
      return start(image, station);
    } catch (SocketException | SocketTimeoutException | EOFException e) {
      return unknown(image, "the server did not answer any more: " + said(station));
    } finally {
      FileTrees.delete(station.data());
    }
  }

  /**
   * Tries the files as they were.
   *
   * @throws DrillException if they are not loaded as they were written: then nothing can be judged
   */
  void control(Part target, Station station) throws IOException {
    Images whole = new Undamaged(target.file(), target.bytes());
    ImageResult found = new Trial(images.of(whole), oracle, limit).run(WHOLE, station);
    if (found.outcome() != Outcome.EXACT_PREFIX) {
      throw new DrillException(
          "Cannot judge what a server makes of damaged files",
          "a server that loads the undamaged ones, as the replayed log says, and keeps what is"
              + " written then over a clean restart",
          found.outcome().meaning() + found.reason().map(why -> " (" + why + ")").orElse(""),
          found.first() == Outcome.EXACT_PREFIX
              ? "Leave out the --set under which the server does not persist."
              : "Name the redis-server that wrote them with --redis PATH or --image NAME;"
                  + " keys that expire meanwhile cannot be judged.");
    }
  }

  private ImageResult start(Image image, Station station) throws IOException {
    String before;
    ImageResult result;
    try (Server first = Server.boot(station, limit)) {
      switch (first.start()) {
        case ENDED -> {
          return ImageResult.of(image, ended(first.exitCode()), OptionalLong.empty())
              .because(words(first.exitCode(), station));
        }
        case TOO_LATE -> {
          return unknown(image, "the first start was not over after " + limit);
        }
        case SERVING -> {}
      }
      Oracle.Judged judged = oracle.judge(first.loaded(), images.expected(image));
      result = ImageResult.of(image, judged.outcome(), judged.units());
      if (judged.outcome() == Outcome.UNKNOWN) {
        return result.because("the digest is none of those that were taken");
      }
      String refused = write(first.connection());
      if (!refused.isEmpty()) {
        return result.but(Outcome.UNKNOWN, "a write was answered with " + refused);
      }
      before = first.digest();
      if (!first.stop()) {
        return result.but(Outcome.UNKNOWN, "the clean stop was not over after " + limit);
      }
    }
    return again(result, before, station);
  }

  private ImageResult again(ImageResult result, String before, Station station) throws IOException {
    try (Server second = Server.boot(station, limit)) {
      return switch (second.start()) {
        case ENDED ->
            result
                .but(
                    Outcome.POISONED,
                    "the second start ended with " + words(second.exitCode(), station))
                .losing(WRITES);
        case TOO_LATE ->
            result.but(Outcome.UNKNOWN, "the second start was not over after " + limit);
        case SERVING ->
            second.loaded().equals(before)
                ? result
                : result
                    .but(Outcome.POISONED, "the second start loaded another dataset")
                    .losing(WRITES - present(second.connection()));
      };
    }
  }

  /** Whoever sends SIGKILL or SIGTERM, as the kernel does when memory is short, is no bug. */
  private static Outcome ended(int exitCode) {
    if (exitCode <= SIGNALS) {
      return Outcome.REFUSED;
    }
    int signal = exitCode - SIGNALS;
    return signal == SIGKILL || signal == SIGTERM ? Outcome.UNKNOWN : Outcome.CRASHED;
  }

  /** What a crash says holds addresses, which differ from run to run. */
  private static String words(int exitCode, Station station) throws IOException {
    return exitCode > SIGNALS
        ? "exit code %d: signal %d".formatted(exitCode, exitCode - SIGNALS)
        : "exit code %d: %s".formatted(exitCode, said(station));
  }

  private ImageResult unknown(Image image, String why) {
    return ImageResult.of(image, Outcome.UNKNOWN, OptionalLong.empty()).because(why);
  }

  private static String said(Station station) throws IOException {
    return LastWords.line(station.log());
  }

  /** Returns the first answer that is no OK, or nothing. */
  private static String write(RawConnection connection) throws IOException {
    for (int i = 0; i < WRITES; i++) {
      connection.send("SET", KEY + i, "written after the first start");
    }
    String refused = "";
    for (int i = 0; i < WRITES; i++) {
      String said = String.valueOf(connection.reply());
      refused = said.equals("OK") || !refused.isEmpty() ? refused : said;
    }
    return refused;
  }

  private static int present(RawConnection connection) throws IOException {
    int present = 0;
    for (int i = 0; i < WRITES; i++) {
      connection.send("EXISTS", KEY + i);
      present += "1".equals(connection.reply()) ? 1 : 0;
    }
    return present;
  }
}
