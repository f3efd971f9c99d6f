package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cycles of write, backup, disaster and restore, each with something going wrong at a random step.
 * After each, either the newest backup brings one consistent prefix back, which holds everything
 * from before it, or the procedure said that it had failed.
 *
 * <p>One writer counts up over two keys in turn: at every moment they are neighbours, so a data set
 * of any single moment shows the two highest numbers up to some write, and nothing else does.
 */
class CyclesTest {
  private static final int CYCLES = Integer.getInteger("redis-drill.cycles", 50);
  private static final long SEED = Long.getLong("redis-drill.seed", 20261125);
  private static final List<String> STACKS = List.of("rdb", "aof", "hybrid");
  private static final Map<String, List<String>> STEPS =
      Map.of(
          "rdb", List.of("save", "upload", "complete", "retention"),
          "aof", List.of("rewrite", "upload", "complete", "retention"),
          "hybrid", List.of("save", "rewrite", "upload", "complete", "retention"));

  @TempDir Path directory;

  private enum Trouble {
    KILL,
    CUT,
    CUT_LATER,
    SLOW,
    FLUSH,
    NONE
  }

  private record Found(long high, long other) {}

  private final List<CompletableFuture<Void>> planned = new CopyOnWriteArrayList<>();

  /** Two halves at once: a cycle mostly waits for its Redis. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Execution(ExecutionMode.CONCURRENT)
  void neverFailSilently(int half) throws Exception {
    Random random = new Random(SEED + half);
    List<String> told = new ArrayList<>();
    for (int cycle = half; cycle < CYCLES; cycle += 2) {
      String stack = STACKS.get(cycle % STACKS.size());
      Path place = directory.resolve("c" + cycle);
      try (Bench on = new Bench(place, Bench.stack(stack));
          FaultyLink link = new FaultyLink(on.s3.endpoint());
          Bucket bucket =
              Bucket.open(on.bucket.settings().at(link.uri()).within(Duration.ofSeconds(2)))) {
        told.add(cycle + " " + stack + " " + cycle(on, link, bucket, random));
      }
    }
    Files.write(Path.of("target/cycles-%d.txt".formatted(half)), told);
    assertThat(told).hasSize((CYCLES + 1 - half) / 2);
    assertThat(told).filteredOn(line -> line.contains("failed: ")).isNotEmpty();
    assertThat(told).filteredOn(line -> line.contains("made")).isNotEmpty();
  }

  private String cycle(Bench on, FaultyLink link, Bucket bucket, Random random) throws Exception {
    Trouble trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
    List<String> steps = STEPS.getOrDefault(on.stackName(), List.of());
    String step = steps.get(random.nextInt(steps.size()));
    long made = 0;
    try (Counter counter = new Counter(on)) {
      counter.awaitMore(200);
      long first = counter.acknowledged();
      new JvmBackup().run(on.source(), on.bucket);
      counter.awaitMore(200);
      String outcome;
      try {
        long before = counter.acknowledged();
        new JvmBackup(5, Duration.ofSeconds(20), reached(step, trouble, on, link, random))
            .run(on.source(), bucket);
        made = before;
        outcome = "made";
      } catch (DrillException e) {
        outcome = "failed: " + String.valueOf(e.getMessage()).split(":", 2)[0];
      }
      CompletableFuture.allOf(planned.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
      planned.clear();
      link.heal();
      counter.stop();
      long least = Math.max(first, made);
      Stored newest = Archives.newest(on.bucket).orElseThrow();
      on.deploy(Bench.stack(on.stackName()));
      restore(on, newest, random);
      Found found = found(on);
      String what = "%s at %s: %s; %s, at least %d".formatted(trouble, step, outcome, found, least);
      if (trouble != Trouble.FLUSH) {
        assertThat(found.high()).as(what).isGreaterThanOrEqualTo(least);
      }
      boolean justFlushed = trouble == Trouble.FLUSH && found.other() <= 0;
      assertThat(justFlushed || found.high() - found.other() == 1).as(what).isTrue();
      return what;
    }
  }

  private Consumer<String> reached(
      String step, Trouble trouble, Bench on, FaultyLink link, Random random) {
    long bytes = random.nextInt(20_000);
    return name -> {
      if (!name.equals(step)) {
        return;
      }
      switch (trouble) {
        case KILL -> later(random.nextInt(40), on.redis()::kill);
        case CUT -> link.cutAfter(0);
        case CUT_LATER -> link.cutAfter(bytes);
        case SLOW -> link.slow(Duration.ofMillis(300).toNanos());
        case FLUSH -> later(random.nextInt(40), () -> flush(on));
        case NONE -> link.heal();
      }
    };
  }

  /** In the middle of a step, or of a later one. */
  private void later(int millis, Runnable task) {
    planned.add(
        CompletableFuture.runAsync(
            task, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)));
  }

  private static void flush(Bench on) {
    try (Console console = on.clients.console(on.redis().endpoint())) {
      console.status("FLUSHALL");
    }
  }

  /** Half of them are broken off somewhere, and run again. */
  private static void restore(Bench on, Stored newest, Random random) throws Exception {
    Path archive = on.directory.resolve("newest.tar.gz");
    on.bucket.download(newest, archive);
    int at = random.nextInt(16);
    List<String> done = new ArrayList<>();
    try {
      on.restore(
              step -> {
                if (done.size() == at) {
                  throw new Gone();
                }
                done.add(step);
              })
          .run(archive);
    } catch (Gone end) {
      on.restore(step -> {}).run(archive);
    }
  }

  private static final class Gone extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Found found(Bench on) {
    long even = on.get("even").map(Long::parseLong).orElse(0L);
    long odd = on.get("odd").map(Long::parseLong).orElse(-1L);
    return new Found(Math.max(even, odd), Math.min(even, odd));
  }

  /** Writes 1 to "odd", 2 to "even", 3 to "odd" and so on, each once the last is acknowledged. */
  private static final class Counter implements AutoCloseable {
    private final Bench on;
    private final Thread thread = new Thread(this::run, "counter");
    private volatile long acknowledged;
    private volatile boolean stopped;

    Counter(Bench on) {
      this.on = on;
      thread.start();
    }

    private void run() {
      long next = 1;
      while (!stopped) {
        try (Console console = on.clients.console(on.redis().endpoint())) {
          while (!stopped) {
            String key = next % 2 == 0 ? "even" : "odd";
            console.set(key.getBytes(US_ASCII), Long.toString(next).getBytes(US_ASCII));
            acknowledged = next;
            next++;
          }
        } catch (RedisUnavailableException away) {
          // It is killed now and then; the same number is written again.
          Thread.onSpinWait();
        }
      }
    }

    long acknowledged() {
      return acknowledged;
    }

    void awaitMore(long writes) throws InterruptedException {
      long target = acknowledged + writes;
      Waiting.until("writes", Bench.LIMIT, () -> acknowledged >= target, () -> acknowledged + "");
    }

    void stop() throws InterruptedException {
      stopped = true;
      thread.join(Bench.LIMIT.toMillis());
    }

    @Override
    public void close() throws IOException, InterruptedException {
      stop();
    }
  }
}
