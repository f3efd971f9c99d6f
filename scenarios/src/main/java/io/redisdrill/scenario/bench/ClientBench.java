package io.redisdrill.scenario.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.Load;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.PlainLettuce;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.run.Waiting;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Acknowledged SETs a second of the recording client, beside redis-benchmark and beside Lettuce
 * alone: same server, connections, pipeline and value size, in turns within one run. The ratios are
 * the medians of the rounds'.
 */
public final class ClientBench {
  private static final int CONNECTIONS = 50;
  private static final int PIPELINE = 16;
  private static final int VALUE_BYTES = 64;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final String USER = "benchmark";
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Pattern RATE = Pattern.compile("SET: ([0-9.]+) requests per second");

  /**
   * One round, in SETs a second.
   *
   * @param recording with every operation recorded
   * @param lettuce Lettuce alone
   * @param redisBenchmark redis-benchmark
   */
  public record Round(double recording, double lettuce, double redisBenchmark) {}

  /**
   * What was measured.
   *
   * @param bench its name
   * @param ratio recording client to redis-benchmark, the median of the rounds
   * @param ratioToLettuce recording client to Lettuce alone, the median of the rounds
   * @param rounds each of them
   */
  public record Figures(String bench, double ratio, double ratioToLettuce, List<Round> rounds) {}

  private final Stack stack;
  private final int rounds;

  /**
   * @param stack the server's settings
   * @param rounds counted ones, after one to warm up
   */
  public ClientBench(Stack stack, int rounds) {
    this.stack = stack;
    this.rounds = rounds;
  }

  /** Measures; takes about ten seconds a round. */
  public Figures run() throws IOException, InterruptedException {
    try (Scratch work = Scratch.create("bench");
        EmbeddedPlatform platform = EmbeddedPlatform.open();
        RedisClients clients = new RedisClients()) {
      RunClock clock = RunClock.start();
      RunDirectory run = RunDirectory.create(work.path(), "bench", clock.startedAt());
      try (EventLog events = run.record(clock);
          RunningRedis redis = platform.deploy(new Deployment(stack, clock, events))) {
        awaitServing(redis, clients);
        admitBenchmark(redis, clients);
        List<Round> measured = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
          Round round = round(redis.endpoint(), clients, run.file("history-" + i), clock);
          if (i > 0) {
            measured.add(round);
          }
        }
        return figures(measured);
      }
    }
  }

  private static void awaitServing(RunningRedis redis, RedisClients clients)
      throws InterruptedException {
    Waiting.until(
        "Redis to serve",
        CLOSE,
        () -> {
          try (var console = clients.console(redis.endpoint())) {
            return console.size() == 0;
          } catch (io.redisdrill.redis.RedisUnavailableException notYet) {
            return false;
          }
        },
        () -> "no answer");
  }

  private static Round round(Endpoint endpoint, RedisClients clients, Path file, RunClock clock)
      throws IOException, InterruptedException {
    double recording = recording(endpoint, clients, file, clock);
    byte[] value = "x".repeat(VALUE_BYTES).getBytes(UTF_8);
    double lettuce =
        PlainLettuce.run(clients, endpoint, CONNECTIONS, PIPELINE, value, ROUND)
            / (double) ROUND.toSeconds();
    return new Round(recording, lettuce, redisBenchmark(endpoint, Math.max(recording, lettuce)));
  }

  private static double recording(
      Endpoint endpoint, RedisClients clients, Path file, RunClock clock)
      throws IOException, InterruptedException {
    Workload workload =
        Workload.registers().writers(CONNECTIONS).pipeline(PIPELINE).valueBytes(VALUE_BYTES);
    try (HistoryWriter history = HistoryWriter.create(file, CONNECTIONS, clock)) {
      Load load = Load.start(workload, endpoint, clients, history, clock);
      Waiting.pass(ROUND, () -> {});
      long acknowledged = load.counts().of(Outcome.OK);
      load.stop();
      return acknowledged / (double) ROUND.toSeconds();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** redis-benchmark takes a password as an argument only, where all can read it. */
  private static void admitBenchmark(RunningRedis redis, RedisClients clients) {
    try (Console console = clients.console(redis.endpoint())) {
      console.status("ACL", "SETUSER", USER, "on", "nopass", "~*", "+@all");
    }
  }

  /** As many requests as take about a round. */
  private static double redisBenchmark(Endpoint endpoint, double guess)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "redis-benchmark",
            "--user",
            USER,
            "-a",
            "none",
            "-h",
            endpoint.host(),
            "-p",
            Integer.toString(endpoint.port()),
            "-c",
            Integer.toString(CONNECTIONS),
            "-P",
            Integer.toString(PIPELINE),
            "-d",
            Integer.toString(VALUE_BYTES),
            "-n",
            Long.toString(Math.round(guess * ROUND.toSeconds() * 1.5)),
            "-r",
            Integer.toString(CONNECTIONS * 100),
            "-t",
            "set",
            "-q");
    builder.redirectErrorStream(true);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UsageException(
          "Cannot compare with redis-benchmark",
          "it on the PATH",
          String.valueOf(e.getMessage()),
          "Install redis-tools, or Redis itself.",
          e);
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(CLOSE.toSeconds(), TimeUnit.SECONDS);
    Matcher rate = RATE.matcher(said);
    double last = Double.NaN;
    while (rate.find()) {
      last = Double.parseDouble(rate.group(1));
    }
    if (Double.isNaN(last)) {
      throw new DrillException(
          "Cannot read what redis-benchmark measured",
          "'SET: … requests per second'",
          said.strip(),
          "Use the redis-benchmark of Redis 6 or later.");
    }
    return last;
  }

  private static Figures figures(List<Round> rounds) {
    return new Figures(
        "client",
        Median.ratio(rounds.stream().map(r -> r.recording() / r.redisBenchmark()).toList()),
        Median.ratio(rounds.stream().map(r -> r.recording() / r.lettuce()).toList()),
        rounds);
  }
}
