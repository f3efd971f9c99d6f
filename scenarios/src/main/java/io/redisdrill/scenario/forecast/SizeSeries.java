package io.redisdrill.scenario.forecast;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import io.redisdrill.fault.Repetition;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.Measured;
import io.redisdrill.report.forecast.Sizes;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One drill at several sizes, several times each.
 *
 * <p>The load is light and paced: what it adds to the files is little beside the data that were
 * filled in, and the same at each size. No drill is restarted a second time: only the recovery is
 * of interest.
 *
 * @param drill of the catalogue
 * @param sizes of the data sets, in bytes of values
 * @param repetitions at each size
 * @param valueBytes of each value
 */
public record SizeSeries(NamedDrill drill, List<Long> sizes, int repetitions, int valueBytes) {
  private static final int MOST_REPETITIONS = 1_000;
  private static final int WRITERS = 4;
  private static final int RATE = 2_000;
  private static final Duration LOAD = Duration.ofMillis(500);
  private static final Duration SETTLE = Duration.ofMillis(20);
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(60);
  private static final long SLOWEST_BYTES_A_SECOND = 4 << 20;

  public SizeSeries {
    sizes = sizes.stream().distinct().sorted().toList();
    if (sizes.size() < Forecast.FEWEST_SIZES) {
      throw new UsageException(
          "Cannot forecast from these sizes",
          "at least %d: through two there always is a line".formatted(Forecast.FEWEST_SIZES),
          sizes.stream().map(Sizes::words).toList().toString(),
          "Name more of them with --sizes.");
    }
    if (repetitions < 1 || repetitions > MOST_REPETITIONS) {
      throw new UsageException(
          "Cannot repeat the drills",
          "1 to %d at a size".formatted(MOST_REPETITIONS),
          "" + repetitions,
          "Correct --repeat.");
    }
    sizes.forEach(size -> workload(drill.workload(), valueBytes, size));
  }

  /** Returns the drills: each size once, and all of that again, so that a slow while hits all. */
  public List<Drill> drills(Platform on) {
    List<Drill> drills = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      for (long size : sizes) {
        drills.add(drill(on, size, i));
      }
    }
    return drills;
  }

  /** Returns one drill at a size, which need not be one of those. */
  public Drill drill(Platform on, long size, int repetition) {
    Workload load = workload(drill.workload(), valueBytes, size);
    return drill
        .on(on)
        .workload(load)
        .fault(drill.fault().in(new Repetition(repetition, repetitions, load.seed())))
        .recoveryLimit(LEAST_LIMIT.plusSeconds(size / SLOWEST_BYTES_A_SECOND))
        .secondRestart(false)
        .build();
  }

  private static Workload workload(Workload load, int valueBytes, long size) {
    return load.writers(WRITERS)
        .rate(RATE)
        .lasting(LOAD)
        .settle(SETTLE)
        .valueBytes(valueBytes)
        .base(size);
  }

  /** Returns what these drills measured; {@code results} are theirs, in the same order. */
  public static List<Measured> measured(List<Drill> drills, List<DrillResult> results) {
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      DrillResult result = results.get(i);
      measured.add(
          new Measured(
              drills.get(i).workload().base(),
              result.verdict(),
              result.recoveryTime().map(DrillResult.RecoveryTime::totalMillis),
              String.valueOf(Path.of(result.runDirectory()).getFileName())));
    }
    return measured;
  }
}
