package io.redisdrill.scenario.cli;

import io.redisdrill.backup.BackupReport.Step;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Says which step of a backup or restore is under way, and in the end how long each took. */
final class Steps implements Consumer<String>, AutoCloseable {
  private final Screen screen;
  private final Progress progress;

  Steps(Screen screen) {
    this.screen = screen;
    this.progress = new Progress(screen);
  }

  @Override
  public void accept(String step) {
    progress.begin(step, () -> "");
  }

  /** All are over. */
  void end(List<Step> steps) {
    progress.close();
    for (Step step : steps) {
      String rate =
          step.bytes() == 0
              ? ""
              : String.format(
                  Locale.ROOT,
                  "%,.1f MiB, %,.0f MiB/s",
                  step.bytes() / (double) (1 << 20),
                  step.mebibytesPerSecond());
      screen
          .out()
          .println(
              "  %-14s  %-52s  %7s"
                  .formatted(step.name(), rate, Figures.seconds(step.millis() / 1e3)));
    }
  }

  @Override
  public void close() {
    progress.close();
  }
}
