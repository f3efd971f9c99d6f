package io.redisdrill.scenario.bench;

import io.redisdrill.judge.HistoryJudge;
import io.redisdrill.judge.Tally;
import io.redisdrill.judge.TallyQuestion;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Survivors;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Scratch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Recorded operations that the judge handles in a second, on one thread, at rising sizes: cost has
 * to grow linearly and memory not at all.
 */
public final class JudgeBench {
  private static final int WRITERS = 50;
  private static final int KEYS = 100;
  private static final int BATCH = 16;
  private static final int LOST_OF_EACH_WRITER = 1_000;
  private static final long MIB = 1L << 20;

  /**
   * One size.
   *
   * @param bench its name
   * @param operations recorded
   * @param operationsPerSecond judged
   * @param peakHeapMiB the most heap in use meanwhile
   * @param lost what the judge found, which is what was planted
   */
  public record Figures(
      String bench, long operations, double operationsPerSecond, long peakHeapMiB, long lost) {}

  /** Measures each size, and tells each figure as it is known. */
  public List<Figures> run(List<Long> sizes, Consumer<Figures> told) throws IOException {
    List<Figures> figures = new ArrayList<>();
    try (Scratch work = Scratch.create("bench")) {
      measure(work.path(), 1_000_000); // warms up
      for (long size : sizes) {
        Figures one = measure(work.path(), size);
        figures.add(one);
        told.accept(one);
      }
    }
    return figures;
  }

  private static Figures measure(Path work, long operations) throws IOException {
    Path history = work.resolve("history.bin");
    int each = Math.toIntExact(operations / WRITERS);
    try {
      record(history, each);
      Survivors survivors = survivors(work.resolve("survivors.bin"), each);
      heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
      long began = System.nanoTime();
      Tally tally =
          HistoryJudge.judge(
              history,
              survivors,
              new TallyQuestion(
                  Long.MAX_VALUE,
                  Long.MAX_VALUE,
                  Duration.ofMillis(500),
                  OptionalLong.empty(),
                  Duration.ofMinutes(1),
                  false,
                  0,
                  Optional.empty(),
                  Optional.empty()));
      double seconds = (System.nanoTime() - began) / 1e9;
      long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      return new Figures(
          "judge", tally.attempted(), tally.attempted() / seconds, peak / MIB, tally.lost());
    } finally {
      Files.deleteIfExists(history);
    }
  }

  /** Every writer writes in batches to its keys in turn; all is acknowledged. */
  private static void record(Path file, int each) throws IOException {
    try (HistoryWriter history = HistoryWriter.create(file, WRITERS, RunClock.start())) {
      List<HistoryWriter.Appender> appenders = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        appenders.add(history.appender(writer));
      }
      for (int version = 1; version <= each; version += BATCH) {
        for (HistoryWriter.Appender appender : appenders) {
          for (int v = version; v < Math.min(version + BATCH, each + 1); v++) {
            long invoked = v * 1_000L;
            appender.add(
                (v - 1) % KEYS, v, Kind.SET, false, Outcome.OK, invoked, invoked + 200_000);
          }
        }
      }
      appenders.forEach(HistoryWriter.Appender::flush);
    }
  }

  /** The last writes of each writer are missing: each key shows its last version before them. */
  private static Survivors survivors(Path file, int each) throws IOException {
    int[] keys = new int[WRITERS];
    Arrays.fill(keys, KEYS);
    Survivors survivors = new Survivors(keys);
    int kept = each - LOST_OF_EACH_WRITER;
    for (int writer = 0; writer < WRITERS; writer++) {
      for (int version = kept - KEYS + 1; version <= kept; version++) {
        survivors.found(survivors.index(writer, (version - 1) % KEYS), version);
      }
    }
    survivors.save(file);
    return Survivors.load(file);
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
