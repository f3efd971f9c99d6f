package io.redisdrill.fault;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A file as it was while Redis served, which it has replaced since.
 *
 * @param path where it lay
 * @param content of it
 * @param at when it was copied, or a dump asked for, in nanoseconds of the run
 */
record OlderCopy(String path, byte[] content, long at) {
  private static final long MOST_BYTES = 256L << 20;

  /** Copies a file as it is now. */
  static OlderCopy of(Target target, RunningRedis redis, long at) {
    DataFile file = target.in(redis.files().list());
    if (file.size() > MOST_BYTES) {
      throw new DrillException(
          "Cannot keep a copy of " + file.path(),
          "at most %,d bytes, since it is kept in memory".formatted(MOST_BYTES),
          "%,d".formatted(file.size()),
          "Load less before the fault.");
    }
    return new OlderCopy(file.path(), content(redis.files(), file.path()), at);
  }

  private static byte[] content(DataFiles files, String path) {
    try (DataFiles.Content content = files.open(path)) {
      return content.stream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file, lets Redis replace it, and lets the load write on for a while. */
  static OlderCopy outlived(Target target, Duration by, RunningRedis redis, RunClock clock)
      throws InterruptedException {
    long asked = clock.now();
    if (target == Target.DUMP) {
      NewGeneration.save(redis);
    }
    OlderCopy copy = of(target, redis, asked);
    if (target != Target.DUMP) {
      NewGeneration.rewrite(redis);
    }
    Waiting.pass(by, redis::check);
    return copy;
  }

  /** Stops Redis, puts the copy in the place of the file of now, and starts it. */
  Injection putBack(
      Fault fault, Target target, Duration grace, RunningRedis redis, RunClock clock) {
    Injection done =
        Offline.around(fault, grace, redis, clock, () -> replace(target, redis.files(), clock));
    return target == Target.DUMP ? done.withSnapshot(at) : done;
  }

  private Offline.Change replace(Target target, DataFiles files, RunClock clock) {
    String now = target.in(files.list()).path();
    Offline.Change change = FileProof.of(files, now, () -> files.write(now, content));
    Map<String, Object> proof = new HashMap<>(change.proof());
    proof.put("copiedFrom", path);
    proof.put("staleByMillis", TimeUnit.NANOSECONDS.toMillis(clock.now() - at));
    return new Offline.Change(change.tookEffect(), proof, "wrong file loaded", false);
  }
}
