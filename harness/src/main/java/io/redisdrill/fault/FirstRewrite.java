package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The AOF is turned on in a Redis that serves without one, and another fault hits before it has
 * been written for the first time.
 *
 * @param then the other fault
 */
public record FirstRewrite(Fault then) implements Fault {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  // finishShutdown in db.c, and in server.c since 7.0
  private static final String REFUSAL = "Writing initial AOF, can't exit";

  private static final String FINISHED = "Background AOF rewrite finished successfully";

  @Override
  public String name() {
    return "first-rewrite-" + then.name();
  }

  @Override
  public Severity severity() {
    return then.severity();
  }

  @Override
  public Set<Capability> needs() {
    return then.needs();
  }

  @Override
  public Map<String, Object> settings() {
    return then.settings();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    long asked = clock.now();
    try (RedisClients clients = new RedisClients();
        Console console = clients.console(redis.endpoint())) {
      console.status("CONFIG", "SET", "appendonly", "yes");
      Waiting.until(
          "the first rewrite of the AOF",
          LIMIT,
          () -> "1".equals(console.info().get("aof_rewrite_in_progress")),
          () -> "none under way");
    }
    Injection ended = then.inject(redis, clock);
    Optional<Line> refused =
        redis.log().first(Source.REDIS, ended.began(), text -> text.contains(REFUSAL));
    boolean finished =
        redis
            .log()
            .first(Source.REDIS, asked, text -> text.contains(FINISHED))
            .filter(line -> line.at() <= ended.ended())
            .isPresent();
    Map<String, Object> proof = new HashMap<>(ended.proof());
    proof.put(
        "appendonly",
        finished
            ? "turned on, and the first rewrite was over before the end"
            : "turned on, the first rewrite under way");
    refused.ifPresent(line -> proof.put("redisSays", line.text()));
    return new Injection(
        name(),
        ended.severity(),
        ended.began(),
        ended.ended(),
        ended.tookEffect() && (refused.isPresent() || !finished),
        proof);
  }
}
