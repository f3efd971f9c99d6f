package io.redisdrill.scenario.cli;

import io.redisdrill.run.Json;
import io.redisdrill.sweep.Outcome;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepResult;
import io.redisdrill.sweep.SweepRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a sweep showed. */
final class SweepWords {
  private static final long REPAINT_NANOS = 200_000_000;

  private final Screen screen;
  private final boolean json;
  private final long began = System.nanoTime();
  private long painted = began;

  SweepWords(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  /** On a terminal, one line that is painted over. */
  void progress(SweepRunner.Progress now) {
    if (!screen.live() || json) {
      return;
    }
    boolean last = now.done() == now.of();
    if (last) {
      screen.out().print("\r\033[K");
    } else if (System.nanoTime() - painted > REPAINT_NANOS) {
      painted = System.nanoTime();
      double rate = (now.done() - now.resumed()) / ((painted - began) / 1e9);
      screen
          .out()
          .print(
              String.format(
                  Locale.ROOT,
                  "\r\033[K  %,d of %,d images, %.0f a second",
                  now.done(),
                  now.of(),
                  rate));
    }
    screen.out().flush();
  }

  void tell(SweepResult result, Optional<Path> out) {
    if (json) {
      screen.out().println(Json.line(line(result, out)));
      return;
    }
    screen
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s of %s, %,d bytes, on redis %s: %,d of %,d images",
                result.sweep().kind().word(),
                result.sweep().file(),
                result.sweep().fileBytes(),
                result.sweep().redis(),
                result.images(),
                result.sweep().images()));
    for (Outcome outcome : Outcome.values()) {
      screen
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %,9d  %-14s  %s",
                  result.count(outcome),
                  outcome.directory().replace('-', ' '),
                  outcome.meaning()));
    }
    screen
        .out()
        .println(
            String.format(
                Locale.ROOT, "  %,d loaded all of the log at the first start", result.identical()));
    screen.out().println(screen.word(result.verdict()) + where(out));
  }

  private static String where(Optional<Path> out) {
    return out.map(to -> "  " + ResultWords.fromHere(to.resolve("report.html"))).orElse("");
  }

  private static Map<String, Object> line(SweepResult result, Optional<Path> out) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("images", result.images());
    line.put("outcomes", result.outcomes());
    line.put("firstStarts", result.firstStarts());
    line.put("identical", result.identical());
    line.put("verdict", result.verdict());
    line.put("sweep", result.sweep());
    out.ifPresent(to -> line.put("directory", to.toString()));
    out.ifPresent(to -> line.put("times", SweepFiles.existing(to).times()));
    return line;
  }

  static int code(SweepResult result) {
    return ExitCode.of(result.verdict());
  }
}
