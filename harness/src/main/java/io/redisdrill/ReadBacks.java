package io.redisdrill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.aof.LogOracle;
import io.redisdrill.aof.LogOracle.WriteId;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Planter;
import io.redisdrill.load.ReadBack;
import io.redisdrill.load.Survivors;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads back what survived, and keeps the files of a drill that did not pass. */
final class ReadBacks {
  private static final int FOREIGN_KEYS_SHOWN = 20;
  private static final int MOST_ATTEMPTS = 3;
  private static final long MOST_EVIDENCE_BYTES = 256L << 20;

  private ReadBacks() {}

  /**
   * Waits until Redis serves, then reads all of it. A read changes nothing, so one that a Service
   * cut off, while it moves to the new pod, is begun again from the start; half a read never
   * counts.
   */
  static void read(
      Drill drill, RunningRedis redis, RedisClients clients, Recording to, int[] keys, String file)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Serving.await(redis, clients, drill.recoveryLimit());
      try {
        readOnce(drill, redis, clients, to, keys, file);
        return;
      } catch (RedisUnavailableException e) {
        if (attempt == MOST_ATTEMPTS || drill.plant().isPresent()) {
          throw e;
        }
        to.events().record("read-back-again", Map.of("because", String.valueOf(e.getMessage())));
      }
    }
  }

  private static void readOnce(
      Drill drill,
      RunningRedis redis,
      RedisClients clients,
      Recording to,
      int[] keys,
      String file) {
    try (Console console = clients.console(redis.endpoint())) {
      console.set(RecoveryProbe.KEY, "last".getBytes(US_ASCII));
      to.events().record(RunEvents.FINAL_WRITE, Map.of("file", file));
      drill
          .plant()
          .ifPresent(
              plant -> {
                String done =
                    new Planter(console, drill.workload().valueBytes())
                        .plant(plant, to.run().file("history.bin"));
                to.events().record(RunEvents.PLANTED, Map.of("what", done));
              });
      Survivors survivors = ReadBack.read(console, keys, to.clock());
      to.events().record(RunEvents.KEYS, count(console, survivors));
      to.events().record(RunEvents.INFO, InfoSampler.select(console.info()));
      survivors.save(to.run().file(file));
    } catch (IOException e) {
      throw new DrillException(
          "Cannot record the read-back in " + to.run().file(file),
          "a file that can be written, with space left",
          String.valueOf(e),
          "Free some space.",
          e);
    }
  }

  /** Asks the log for the writes without an answer, where that takes no time worth speaking of. */
  static void askTheLog(RunningRedis redis, Recording to) {
    long bytes = redis.files().list().stream().mapToLong(DataFile::size).sum();
    boolean logs = RunEvents.of(to.run()).config().getOrDefault("appendonly", "no").equals("yes");
    if (!logs || !redis.files().near() || bytes > MOST_EVIDENCE_BYTES) {
      return;
    }
    Set<WriteId> unanswered = new HashSet<>();
    try (HistoryReader write = HistoryReader.open(to.run().file("history.bin"))) {
      while (write.next()) {
        if (write.outcome() == Outcome.UNKNOWN && write.kind() != Kind.DELETE) {
          unanswered.add(new WriteId(write.writer(), write.version()));
        }
      }
    }
    try {
      Set<WriteId> executed = LogOracle.executed(redis.files(), unanswered);
      to.events().record(RunEvents.IN_LOG, new RunEvents.InLog(unanswered.size(), executed));
    } catch (DrillException | UncheckedIOException rewritten) {
      // Redis replaced a file of the log meanwhile: then it is not asked.
      to.events().record("log-not-asked", Map.of("because", String.valueOf(rewritten)));
    }
  }

  private static RunEvents.KeyCount count(Console console, Survivors survivors) {
    long registers = 0;
    for (int i = 0; i < survivors.size(); i++) {
      registers += survivors.version(i) == Survivors.ABSENT ? 0 : 1;
    }
    long total = console.size() - 1; // the probe's own key
    List<String> foreign =
        total > registers
            ? console.keys(1_000_000).stream()
                .filter(name -> !name.startsWith("rd:"))
                .limit(FOREIGN_KEYS_SHOWN)
                .toList()
            : List.of();
    return new RunEvents.KeyCount(total, registers, foreign);
  }

  /**
   * The data files say why, if something went wrong; else they would only take space. After a drill
   * that broke off they are kept where that takes no cluster, which may be what broke; so are those
   * of one that passed, for a caller who wants them.
   */
  static void keepEvidence(RunningRedis redis, Recording to, boolean over, boolean ifPassed) {
    boolean near = redis.files().near();
    if (!over && !near) {
      return;
    }
    try {
      boolean wanted = !over || (ifPassed && near);
      boolean passed = !wanted && Judge.judge(to.run()).verdict() == Verdict.PASS;
      long bytes = redis.files().list().stream().mapToLong(DataFile::size).sum();
      if (!passed && bytes <= MOST_EVIDENCE_BYTES) {
        redis.files().copyTo(to.run().evidence());
      }
    } catch (RuntimeException e) {
      to.events().record("evidence-not-kept", Map.of("because", String.valueOf(e)));
    }
  }
}
