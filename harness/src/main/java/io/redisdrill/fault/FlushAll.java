package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.util.Map;
import java.util.Set;

/**
 * Somebody deletes everything: FLUSHALL in the wrong window. The server stays up, and its files
 * follow faithfully; only a backup brings the data back.
 */
public record FlushAll() implements Fault {
  @Override
  public String name() {
    return "flushall";
  }

  @Override
  public Severity severity() {
    return Severity.FILES;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    try (RedisClients clients = new RedisClients();
        Console console = clients.console(redis.endpoint())) {
      long keys = console.size();
      long began = clock.now();
      String answer = console.status("FLUSHALL");
      return new Injection(
              name(),
              severity(),
              began,
              clock.now(),
              keys > 0 && answer.equals("OK"),
              Map.of("keysBefore", keys, "answer", answer))
          .because("flushed");
    }
  }
}
