package io.redisdrill.scenario.cli;

import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** The options that change a drill's writes. */
final class WorkloadOptions {
  @Option(
      names = "--load",
      paramLabel = "DURATION",
      description = "How long to write before the fault (3s).")
  private Optional<Duration> load = Optional.empty();

  @Option(names = "--writers", paramLabel = "N", description = "Connections that write (50).")
  private Optional<Integer> writers = Optional.empty();

  @Option(
      names = "--pipeline",
      paramLabel = "N",
      description = "Writes under way at once, for each writer (16).")
  private Optional<Integer> pipeline = Optional.empty();

  @Option(names = "--value-size", paramLabel = "BYTES", description = "Size of a value (64).")
  private Optional<Integer> valueSize = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Writes a second in all; 0 is as many as go (0).")
  private Optional<Long> rate = Optional.empty();

  @Option(names = "--keys", paramLabel = "N", description = "Keys for each writer (100).")
  private Optional<Integer> keys = Optional.empty();

  @Option(
      names = "--mix",
      paramLabel = "WEIGHTS",
      description = "Kinds of writes: all, sets, or set=8,delete=2 and so on.")
  private Optional<Mix> mix = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Decides every random choice (1).")
  private Optional<Long> seed = Optional.empty();

  Workload apply(Workload workload) {
    Workload changed = with(workload, load, Workload::lasting);
    changed = with(changed, writers, Workload::writers);
    changed = with(changed, pipeline, Workload::pipeline);
    changed = with(changed, valueSize, Workload::valueBytes);
    changed = with(changed, rate, Workload::rate);
    changed = with(changed, keys, Workload::keys);
    changed = with(changed, mix, Workload::mix);
    return with(changed, seed, Workload::seed);
  }

  private static <T> Workload with(
      Workload workload, Optional<T> option, BiFunction<Workload, T, Workload> change) {
    return option.map(value -> change.apply(workload, value)).orElse(workload);
  }
}
