package io.redisdrill.platform.embedded;

import io.redisdrill.platform.powercut.Launcher;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether syncs can be watched on this machine, found out once, when it is asked. Thread-safe. */
final class Watching {
  private final Path work;
  private @Nullable Launcher launcher;
  private @Nullable Answer answer;

  /** What the trial showed: why not, or nothing. */
  private record Answer(Optional<String> why) {}

  /**
   * @param work a directory for the launcher
   */
  Watching(Path work) {
    this.work = work;
  }

  /** Returns why they cannot, in a sentence, or nothing if they can. */
  synchronized Optional<String> unavailable() {
    Answer known = answer;
    if (known == null) {
      known = new Answer(Launcher.unsupported().or(() -> launcher().unavailable()));
      answer = known;
    }
    return known.why();
  }

  /** Returns the launcher, unpacked if need be. */
  synchronized Launcher launcher() {
    Launcher unpacked = launcher;
    if (unpacked == null) {
      unpacked = Launcher.unpack(work);
      launcher = unpacked;
    }
    return unpacked;
  }
}
