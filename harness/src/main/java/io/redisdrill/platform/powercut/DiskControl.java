package io.redisdrill.platform.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;

/**
 * What happens to each sync of a server under the launcher, from now on. Immutable.
 *
 * @param delay what a sync waits before it is done, at most ten minutes
 * @param match a part of the path of the files that are meant; "" all
 */
public record DiskControl(Mode mode, Duration delay, String match) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** What becomes of a sync. */
  public enum Mode {
    /** It reaches the disk. */
    OK,
    /** It fails with EIO, and nothing is durable. */
    EIO,
    /** It succeeds, and nothing is durable. */
    LIE,
    /**
     * It waits until the mode changes. At most six wait at a time; more keep all others waiting.
     */
    HANG,
    /** It counts as durable without touching the disk: not slowed down by a busy machine. */
    VIRTUAL
  }

  public DiskControl {
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("delay must be from 0 to 10 minutes: " + delay);
    }
    if (match.matches("(?s).*\\s.*")) {
      throw new IllegalArgumentException("match must not contain blanks: " + match);
    }
  }

  /** A disk as it is. */
  public static DiskControl healthy() {
    return of(Mode.OK);
  }

  public static DiskControl of(Mode mode) {
    return new DiskControl(mode, Duration.ZERO, "");
  }

  public static DiskControl slow(Duration delay) {
    return new DiskControl(Mode.OK, delay, "");
  }

  /** The content of the control file. */
  public String text() {
    String text =
        "mode=%s delay_ms=%d".formatted(mode.name().toLowerCase(Locale.ROOT), delay.toMillis());
    return match.isEmpty() ? text : text + " match=" + match;
  }

  /** Puts it in place for the server on {@code data}, at once: no sync meets a half of it. */
  public void applyTo(Path data) throws IOException {
    Path side = Files.createDirectories(data.resolve(Launcher.SIDE_FOLDER));
    Path fresh = Files.writeString(side.resolve("control.new"), text());
    Files.move(fresh, side.resolve("control"), StandardCopyOption.ATOMIC_MOVE);
  }
}
