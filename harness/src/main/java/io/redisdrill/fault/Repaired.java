package io.redisdrill.fault;

import io.redisdrill.aof.LogChange;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A damage, and the operator's answer: Redis refuses to start and says to use {@code
 * redis-check-aof --fix}, which cuts the AOF off before the first thing that it cannot read. A
 * Redis that starts all the same needs no repair, and then this proves nothing.
 *
 * @param damage what happened to the files
 */
public record Repaired(Fault damage) implements Fault {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return damage.name() + "-repaired";
  }

  @Override
  public Severity severity() {
    return damage.severity();
  }

  @Override
  public Set<Capability> needs() {
    Set<Capability> needs = new TreeSet<>(damage.needs());
    needs.add(Capability.AOF_REPAIR);
    return needs;
  }

  @Override
  public Map<String, Object> settings() {
    return damage.settings();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    Injection harm = damage.inject(redis, clock);
    Map<String, Object> proof = new HashMap<>(harm.proof());
    Optional<String> refusal = awaitAnswer(redis);
    LogReading repaired = new LogReading(Optional.empty(), Optional.empty());
    if (refusal.isPresent()) {
      redis.stop(GRACE);
      proof.put("refusal", refusal.get());
      proof.put("bytesBeforeRepair", bytes(redis));
      String said = redis.repairAof();
      proof.put("repairSays", said.substring(said.lastIndexOf('\n') + 1));
      proof.put("bytesAfterRepair", bytes(redis));
      repaired = LogReading.of(redis.files());
      repaired.unread().ifPresent(why -> proof.put(LogReading.UNREAD, why));
      redis.start();
    } else {
      proof.put("because", "Redis started with the damage, and no repair was needed");
    }
    return harm.within(this, harm.tookEffect() && refusal.isPresent(), proof)
        .changing(repairedLog(harm, repaired));
  }

  private static Optional<LogChange> repairedLog(Injection harm, LogReading repaired) {
    return harm.log().map(log -> log.became(repaired.survey()));
  }

  /** Returns why Redis does not start, or nothing if it serves. */
  private static Optional<String> awaitAnswer(RunningRedis redis) throws InterruptedException {
    try (RedisClients clients = new RedisClients()) {
      Waiting.until(
          "a start, or a refusal",
          LIMIT,
          () -> redis.gaveUp().isPresent() || serves(redis, clients),
          () -> "neither");
    }
    return redis.gaveUp();
  }

  private static boolean serves(RunningRedis redis, RedisClients clients) {
    try (Console console = clients.console(redis.endpoint())) {
      return "0".equals(console.info().get("loading"));
    } catch (RedisUnavailableException notYet) {
      return false;
    }
  }

  private static long bytes(RunningRedis redis) {
    DataFile file = Target.INCREMENT.in(redis.files().list());
    return file.size();
  }
}
