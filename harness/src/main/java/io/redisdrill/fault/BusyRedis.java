package io.redisdrill.fault;

import io.redisdrill.fault.PowerCut.During;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Redis that was asked to fork a child. */
final class BusyRedis implements AutoCloseable {
  private static final Map<During, String> COMMANDS =
      Map.of(During.REWRITE, "BGREWRITEAOF", During.SAVE, "BGSAVE");
  private static final Map<During, String> FLAGS =
      Map.of(During.REWRITE, "aof_rewrite_in_progress", During.SAVE, "rdb_bgsave_in_progress");

  private final @Nullable RedisClients clients;
  private final @Nullable Console console;

  private BusyRedis(@Nullable RedisClients clients, @Nullable Console console) {
    this.clients = clients;
    this.console = console;
  }

  static BusyRedis with(During during, RunningRedis redis) {
    String command = COMMANDS.get(during);
    if (command == null) {
      return new BusyRedis(null, null);
    }
    RedisClients clients = new RedisClients();
    try {
      Console console = clients.console(redis.endpoint());
      ask(console, command);
      return new BusyRedis(clients, console);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private static void ask(Console console, String command) {
    try {
      console.status(command);
    } catch (RedisUnavailableException refused) {
      // Another child runs already, which will do.
    }
  }

  /** Returns which child runs at this moment, as INFO says; nothing if none was asked for. */
  Optional<String> child() {
    if (console == null) {
      return Optional.empty();
    }
    Map<String, String> info = console.info();
    return Optional.of(
        FLAGS.values().stream()
            .filter(flag -> "1".equals(info.get(flag)))
            .findFirst()
            .orElse("none any more"));
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
    }
    if (clients != null) {
      clients.close();
    }
  }
}
