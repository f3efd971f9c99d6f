package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.PersistenceHealth;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Json;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drill monitor}. */
@Command(
    name = "monitor",
    description = {
      "Say how the persistence of a running Redis is. Exit code 1 if something is wrong,",
      "2 if it did not answer."
    },
    sortOptions = false)
final class MonitorCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "How often to look (1); 0 is until it is interrupted.")
  private int times = 1;

  @Option(names = "--every", paramLabel = "DURATION", description = "How long between (5s).")
  private Duration every = Duration.ofSeconds(5);

  @Option(names = "--json", description = "Print each look as JSON on a line.")
  private boolean json;

  MonitorCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (times < 0) {
      throw new UsageException(
          "Cannot look " + times + " times", "0 or more", "less", "Correct --times.");
    }
    Endpoint endpoint = server.endpoint();
    int worst = ExitCode.PASS;
    try (RedisClients clients = new RedisClients()) {
      for (int look = 1; times == 0 || look <= times; look++) {
        worst = Math.max(worst, look(clients, endpoint));
        if (look != times) {
          Waiting.pass(every, () -> {});
        }
      }
    }
    return worst;
  }

  private int look(RedisClients clients, Endpoint endpoint) {
    try (Console console = clients.console(endpoint)) {
      PersistenceHealth health = PersistenceHealth.of(console.info(), settings(console));
      tell(health);
      return health.warnings().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
    } catch (RedisUnavailableException e) {
      missing(endpoint, String.valueOf(e.getMessage()));
      return ExitCode.UNKNOWN;
    }
  }

  /** Where CONFIG is not allowed, INFO still tells most. */
  private static Map<String, String> settings(Console console) {
    try {
      return console.config();
    } catch (RedisUnavailableException refused) {
      return Map.of();
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private void tell(PersistenceHealth health) {
    if (json) {
      Map<String, Object> line = new TreeMap<>(health.fields());
      line.put("at", now().toString());
      line.put("secondsSinceSave", health.sinceSave().toSeconds());
      line.put("savePoints", health.savePoints());
      line.put("warnings", messages(health));
      screen.out().println(Json.line(line));
      return;
    }
    screen.out().println(now() + "  " + words(health));
    messages(health).forEach(warning -> screen.out().println("  ! " + warning));
  }

  private static List<String> messages(PersistenceHealth health) {
    return health.warnings().stream().map(PersistenceHealth.Warning::message).toList();
  }

  private static String words(PersistenceHealth health) {
    String saved =
        String.format(
            Locale.ROOT,
            "last save %,d s ago%s, %,d changes since",
            health.sinceSave().toSeconds(),
            health.saving() ? ", another one under way" : "",
            health.changes());
    String aof = health.appendOnly() ? "on" : "off";
    return "%s; AOF %s%s".formatted(saved, aof, health.rewriting() ? ", being rewritten" : "");
  }

  private void missing(Endpoint endpoint, String why) {
    String where = "%s:%d".formatted(endpoint.host(), endpoint.port());
    screen
        .out()
        .println(
            json
                ? Json.line(Map.of("at", now().toString(), "warnings", List.of(why)))
                : "%s  no answer from %s: %s".formatted(now(), where, why));
  }
}
