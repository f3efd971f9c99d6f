package io.redisdrill.scenario.cli;

import io.redisdrill.run.Json;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.scenario.bench.BackupBench;
import io.redisdrill.scenario.bench.ClientBench;
import io.redisdrill.scenario.bench.ClusterBench;
import io.redisdrill.scenario.bench.JudgeBench;
import io.redisdrill.scenario.bench.LogBench;
import io.redisdrill.scenario.bench.PowerCutBench;
import io.redisdrill.scenario.bench.SweepBench;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill bench}. */
@Command(name = "bench", description = "Measure the tool itself.")
final class BenchCommand {
  private final Screen screen;

  BenchCommand(Screen screen) {
    this.screen = screen;
  }

  @Command(
      name = "client",
      description = "The recording client beside redis-benchmark and beside Lettuce alone.")
  int client(
      @Option(names = "--json", description = "Print the figures as JSON on a line.") boolean json,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "3",
              description = "Rounds to take the median of (${DEFAULT-VALUE}).")
          int rounds)
      throws IOException, InterruptedException {
    ClientBench.Figures figures = new ClientBench(Stacks.aof(), Math.max(1, rounds)).run();
    tell(
        json,
        figures,
        "client: %.2f of redis-benchmark, %.2f of Lettuce alone",
        figures.ratio(),
        figures.ratioToLettuce());
    return ExitCode.PASS;
  }

  @Command(
      name = "judge",
      description = "Recorded operations judged in a second, at 1, 10 and 100 million.")
  int judge(
      @Option(names = "--json", description = "Print the figures as JSON, a line a size.")
          boolean json)
      throws IOException {
    new JudgeBench()
        .run(
            List.of(1_000_000L, 10_000_000L, 100_000_000L),
            figures -> screen.out().println(json ? Json.line(figures) : words(figures)));
    return ExitCode.PASS;
  }

  @Command(name = "aof", description = "The reader of the AOF, in MiB a second.")
  int aof(
      @Option(names = "--json", description = "Print the figures as JSON on a line.") boolean json)
      throws IOException {
    LogBench.Figures figures = new LogBench().run(512, 5);
    tell(
        json,
        figures,
        "aof: %,.0f MiB/s, %,d commands in %d MiB",
        figures.mebibytesPerSecond(),
        figures.commands(),
        figures.mebibytes());
    return ExitCode.PASS;
  }

  @Command(
      name = "cluster",
      description = "The start of a cluster beside the bare k3s container; needs a Docker engine.")
  int cluster(
      @Option(names = "--json", description = "Print the figures as JSON on a line.") boolean json,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "3",
              description = "Rounds to take the median of (${DEFAULT-VALUE}).")
          int rounds) {
    ClusterBench.Figures figures = new ClusterBench(Math.max(1, rounds)).run();
    tell(
        json,
        figures,
        "cluster: ready after %.1f s, %.2f of the bare container (%.1f s)",
        figures.seconds(),
        figures.ratio(),
        figures.bareSeconds());
    return ExitCode.PASS;
  }

  @Command(
      name = "power-cut",
      description = "What it costs to watch the syncs of Redis, for each fsync policy.")
  int powerCut(
      @Option(names = "--json", description = "Print the figures as JSON, a line a policy.")
          boolean json,
      @Option(
              names = "--pairs",
              paramLabel = "N",
              defaultValue = "9",
              description = "Interleaved pairs to take the median of (${DEFAULT-VALUE}).")
          int pairs)
      throws IOException, InterruptedException {
    new PowerCutBench(Math.max(1, pairs))
        .run(
            figures ->
                tell(
                    json,
                    figures,
                    "power-cut: %-8s %.3f of the writes without the launcher",
                    figures.fsync(),
                    figures.ratio()));
    return ExitCode.PASS;
  }

  @Command(
      name = "sweep",
      description = "Damaged images a second: each started, written to, stopped, started again.")
  int sweep(
      @Option(names = "--json", description = "Print the figures as JSON on a line.") boolean json,
      @Option(
              names = "--images",
              paramLabel = "N",
              defaultValue = "318",
              description = "At least so many (${DEFAULT-VALUE}).")
          int images)
      throws InterruptedException {
    SweepBench.Figures figures = new SweepBench(Math.max(1, images)).run();
    tell(
        json,
        figures,
        "sweep: %,d images, %.1f a second, %d at a time",
        figures.images(),
        figures.imagesPerSecond(),
        figures.workers());
    return ExitCode.PASS;
  }

  @Command(
      name = "backup",
      description = "Backup and restore beside tar, the way to the bucket, and Redis' own work.")
  int backup(
      @Option(names = "--json", description = "Print the figures as JSON on a line.") boolean json,
      @Option(
              names = "--mebibytes",
              paramLabel = "N",
              defaultValue = "256",
              description = "Data in Redis (${DEFAULT-VALUE}).")
          int mebibytes,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "3",
              description = "Rounds to take the median of (${DEFAULT-VALUE}).")
          int rounds)
      throws IOException, InterruptedException {
    BackupBench.Figures figures =
        new BackupBench(Math.max(1, mebibytes), Math.max(1, rounds)).run();
    tell(
        json,
        figures,
        "backup: %.2f of save, tar and upload; restore %.2f of tar and load; restore drill %.2f of"
            + " download, tar and load until it serves, %.2f to its end",
        figures.backupRatio(),
        figures.restoreRatio(),
        figures.recoveryRatio(),
        figures.restoreDrillRatio());
    return ExitCode.PASS;
  }

  private void tell(boolean json, Object figures, String words, Object... values) {
    screen.out().println(json ? Json.line(figures) : String.format(Locale.ROOT, words, values));
  }

  private static String words(JudgeBench.Figures figures) {
    return String.format(
        Locale.ROOT,
        "judge: %,11d operations, %.1f million/s, peak heap %d MiB",
        figures.operations(),
        figures.operationsPerSecond() / 1e6,
        figures.peakHeapMiB());
  }
}
