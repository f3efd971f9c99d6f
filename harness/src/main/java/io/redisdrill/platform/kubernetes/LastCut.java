package io.redisdrill.platform.kubernetes;

import io.redisdrill.DrillException;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.PowerCutProof;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to a request for a cut, looked for in the container that was started after it. */
final class LastCut {
  private final String request;
  private final String file;
  private String seen = "no container that runs";
  private @Nullable PowerCutProof found;

  /**
   * Looks for one.
   *
   * @param request its name
   * @param data the data directory in the container
   */
  LastCut(String request, String data) {
    this.request = request;
    this.file = "%s/%s/%s".formatted(data, Launcher.SIDE_FOLDER, Launcher.LAST_CUT);
  }

  /** Returns whether it is there, or nobody can be asked yet. */
  boolean isIn(Optional<Exec> running) {
    if (running.isEmpty()) {
      return false;
    }
    try {
      PowerCutProof cut = PowerCutProof.parse(running.get().text("cat", file));
      if (cut.request().equals(request)) {
        found = cut;
        return true;
      }
      seen = "the answer to another request";
    } catch (DrillException notYet) {
      // A container that has just been started may end again before it can be asked.
      seen = String.valueOf(notYet.getMessage());
    }
    return false;
  }

  Optional<PowerCutProof> found() {
    return Optional.ofNullable(found);
  }

  /** Returns what was seen instead. */
  String seen() {
    return seen;
  }
}
