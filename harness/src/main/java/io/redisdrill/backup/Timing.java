package io.redisdrill.backup;

import io.redisdrill.backup.BackupReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes how long each step takes. Not thread-safe. */
final class Timing {
  private final Consumer<String> listener;
  private final List<Step> steps = new ArrayList<>();
  private String name = "";
  private long began;
  private long bytes;

  Timing(Consumer<String> listener) {
    this.listener = listener;
  }

  /** A step begins, and the one before has ended. */
  void begin(String step) {
    end();
    listener.accept(step);
    name = step;
    began = System.nanoTime();
    bytes = 0;
  }

  /** The step under way goes through so many bytes more. */
  void through(long more) {
    bytes += more;
  }

  List<Step> end() {
    if (!name.isEmpty()) {
      steps.add(new Step(name, bytes, Math.round((System.nanoTime() - began) / 1e3) / 1e3));
      name = "";
    }
    return List.copyOf(steps);
  }
}
