package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.report.Reports;
import io.redisdrill.sweep.KnownAnswer;
import io.redisdrill.sweep.Recorder;
import io.redisdrill.sweep.Sampling;
import io.redisdrill.sweep.Shard;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepPlan;
import io.redisdrill.sweep.SweepResult;
import io.redisdrill.sweep.SweepRunner;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill sweep}. */
@Command(
    name = "sweep",
    description = {
      "Damage a data directory in every way there is, and start a server on each result: does it",
      "load what stands before the damage, and does what is written then survive a clean restart?",
      "The directory itself is not changed. The same command goes on where it was stopped."
    },
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private final Screen screen;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The data directory: what redis.conf calls 'dir'.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--known-answer",
      description = "Sweep a small log instead, of which the answer on Redis 7.0.15 is known.")
  private boolean knownAnswer;

  @Option(
      names = "--record",
      description = "Sweep a short load instead, which is recorded and killed first.")
  private boolean record;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = {
        "truncate: end a file at each byte (default); bitflip: turn over each bit; crash: cut the",
        "power, and leave each file as any crash can leave it (recorded under the launcher)."
      })
  private SweepPlan.Kind kind = SweepPlan.Kind.TRUNCATE;

  @Option(
      names = "--file",
      paramLabel = "NAME",
      description = "The file to damage; without it the one that the server appends to.")
  private Optional<String> file = Optional.empty();

  @Option(names = "--stride", paramLabel = "N", description = "Each how manieth position (1).")
  private long stride = 1;

  @Option(names = "--random", paramLabel = "N", description = "So many positions, drawn.")
  private Optional<Long> random = Optional.empty();

  @Option(names = "--seed", paramLabel = "S", description = "Of the draw (1).")
  private long seed = 1;

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      description = "One part of n, to be put together by ./drill merge.")
  private String shard = "1/1";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go (a new directory below drill-runs).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the servers; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(names = "--json", description = "Print the result as JSON on a line, and nothing else.")
  private boolean json;

  SweepCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireOneSource();
    Sampling sampling = new Sampling(stride, drawn(), seed);
    Shard part = Shard.parse(shard);
    try (Interruption interruption = Interruption.ofThisThread();
        LocalEngine server = engine.open()) {
      Path to = out.orElseGet(() -> knownAnswer ? server.directory().resolve("out") : named());
      SweepPlan plan = new SweepPlan(source(server, to), kind, file, sampling, part, settings);
      SweepWords words = new SweepWords(screen, json);
      SweepResult result = SweepRunner.of(server).run(plan, to, words::progress);
      boolean kept = out.isPresent() || !knownAnswer;
      if (kept) {
        Reports.sweep(SweepFiles.existing(to));
      }
      words.tell(result, kept ? Optional.of(to) : Optional.empty());
      return knownAnswer ? ExitCode.of(KnownAnswer.verdict(plan, result)) : SweepWords.code(result);
    }
  }

  private void requireOneSource() {
    long sources =
        Stream.of(knownAnswer, record, directory.isPresent()).filter(given -> given).count();
    if (sources != 1) {
      throw new UsageException(
          "Cannot tell what to sweep",
          "a data directory, --record or --known-answer",
          sources == 0 ? "none of them" : "more than one",
          "Name a directory, as in: ./drill sweep /var/lib/redis");
    }
  }

  private Path source(LocalEngine server, Path to) throws InterruptedException {
    if (record) {
      return new Recorder(server).into(to);
    }
    return directory.orElseGet(() -> KnownAnswer.record(server));
  }

  private long drawn() {
    if (random.isPresent() && random.get() < 1) {
      throw new UsageException(
          "Cannot draw so many positions", "1 or more", "" + random.get(), "Correct --random.");
    }
    return random.orElse(0L);
  }

  private Path named() {
    String now = ZonedDateTime.now(ZoneOffset.UTC).format(NAME);
    return Path.of("drill-runs", now + "-sweep-" + kind.word());
  }
}
