package io.redisdrill.scenario.bench;

import io.redisdrill.DrillException;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.run.FileTrees;
import io.redisdrill.sweep.KnownAnswer;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepPlan;
import io.redisdrill.sweep.SweepRunner;
import io.redisdrill.sweep.SweepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many damaged images a second a sweep starts, writes to, stops and starts again; and what is
 * left of them.
 *
 * @param images at least so many
 */
public record SweepBench(int images) {
  /**
   * What was measured.
   *
   * @param bench its name
   * @param imagesPerSecond with both starts of each
   * @param images that were tried
   * @param workers at a time
   * @param heapMiB used at the end, after a collection
   * @param filesLeft in the directory to work in, beside the results
   */
  public record Figures(
      String bench,
      double imagesPerSecond,
      int images,
      int workers,
      long heapMiB,
      long filesLeft) {}

  /** Sweeps the log of the known answer as often as it takes. */
  public Figures run() throws InterruptedException {
    try {
      int done = 0;
      double seconds = 0;
      int workers = 0;
      long left = 0;
      while (done < images) {
        try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
          SweepPlan plan = SweepPlan.truncations(KnownAnswer.record(engine));
          Path out = engine.directory().resolve("out");
          SweepRunner.of(engine).run(plan, out, progress -> {});
          SweepTimes times = SweepFiles.existing(out).times().orElseThrow();
          done += times.images();
          seconds += times.images() / times.imagesPerSecond();
          workers = times.workers();
          FileTrees.delete(out);
          left = files(engine.directory());
        }
      }
      return new Figures(
          "sweep", Math.round(done / seconds * 10) / 10.0, done, workers, heap(), left);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot measure a sweep",
          "a temporary directory with space left",
          String.valueOf(e),
          "Name another one with -Djava.io.tmpdir=DIR.",
          e);
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static long files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
