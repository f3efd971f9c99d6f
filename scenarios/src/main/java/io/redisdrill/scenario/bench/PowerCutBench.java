package io.redisdrill.scenario.bench;

import io.redisdrill.DrillException;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.Load;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.run.Waiting;
import io.redisdrill.scenario.AppendFsync;
import io.redisdrill.scenario.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What it costs to watch the syncs of Redis: acknowledged writes a second with and without, in
 * interleaved pairs.
 *
 * @param pairs to take the median of
 */
public record PowerCutBench(int pairs) {
  private static final int WRITERS = 20;
  private static final Duration WARM_UP = Duration.ofMillis(500);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration START = Duration.ofSeconds(30);

  /**
   * What was measured.
   *
   * @param bench its name
   * @param fsync the policy
   * @param ratio watched to unwatched, the median of the pairs
   * @param ratios of each pair
   */
  public record Figures(String bench, String fsync, double ratio, List<Double> ratios) {}

  /** Measures each policy, and tells its figures as they are known. */
  public void run(Consumer<Figures> told) throws IOException, InterruptedException {
    try (Scratch work = Scratch.create("bench");
        EmbeddedPlatform platform = EmbeddedPlatform.open();
        RedisClients clients = new RedisClients()) {
      platform.unavailable(Capability.WATCHED_DISK).ifPresent(PowerCutBench::cannot);
      for (AppendFsync fsync : AppendFsync.values()) {
        told.accept(measure(fsync, work.path(), platform, clients));
      }
    }
  }

  private static void cannot(String why) {
    throw new DrillException(
        "Cannot measure what watching costs",
        "a machine on which syncs can be watched",
        why,
        "See ./drill doctor.");
  }

  private Figures measure(
      AppendFsync fsync, Path work, EmbeddedPlatform platform, RedisClients clients)
      throws IOException, InterruptedException {
    RunClock clock = RunClock.start();
    RunDirectory run = RunDirectory.create(work, fsync.setting(), clock.startedAt());
    try (EventLog events = run.record(clock);
        RunningRedis plain = deploy(fsync, platform, clock, events, false);
        RunningRedis watched = deploy(fsync, platform, clock, events, true)) {
      Serving.await(plain, clients, START);
      Serving.await(watched, clients, START);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        // Whoever goes second finds the disk as the first one left it.
        boolean watchedFirst = i % 2 == 1;
        double first = rate(watchedFirst ? watched : plain, run, clients, clock);
        double second = rate(watchedFirst ? plain : watched, run, clients, clock);
        ratios.add(watchedFirst ? first / second : second / first);
      }
      return new Figures(
          "power-cut",
          fsync.setting(),
          Median.ratio(ratios),
          ratios.stream().map(Median::rounded).toList());
    }
  }

  private static RunningRedis deploy(
      AppendFsync fsync,
      EmbeddedPlatform platform,
      RunClock clock,
      EventLog events,
      boolean watched) {
    return platform.deploy(new Deployment(Stacks.aof(fsync), clock, events, watched));
  }

  private static double rate(
      RunningRedis redis, RunDirectory run, RedisClients clients, RunClock clock)
      throws IOException, InterruptedException {
    Path file = run.file("history.bin");
    try (HistoryWriter history = HistoryWriter.create(file, WRITERS, clock)) {
      Workload workload = Workload.registers().writers(WRITERS);
      Load load = Load.start(workload, redis.endpoint(), clients, history, clock);
      Waiting.pass(WARM_UP, () -> {});
      long before = load.counts().of(Outcome.OK);
      long began = System.nanoTime();
      Waiting.pass(ROUND, () -> {});
      long done = load.counts().of(Outcome.OK) - before;
      double seconds = (System.nanoTime() - began) / 1e9;
      load.stop();
      return done / seconds;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
