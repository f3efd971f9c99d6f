package io.redisdrill.backup;

import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.recovery.Troubled;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@link Restore}, whose Redis is killed while it loads what was restored; the platform starts
 * another one. With little data loading is over before it can be met: then the drill is UNKNOWN.
 */
public record KilledRestore() implements RestoreProcedure {
  private static final String LOADED = "Ready to accept connections";

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException {
    List<Kill> kills = new ArrayList<>();
    RestoreReport report =
        new Restore(
                target,
                Unpacking.DEFAULT,
                name -> {
                  step.accept(name);
                  if (name.equals("start")) {
                    kills.add(Kill.whileLoading(target));
                  }
                })
            .run(archive);
    return report.in(kills.get(0).over(name(), target));
  }

  /**
   * What was killed.
   *
   * @param began before its start
   * @param process that was killed
   * @param loading whether it said that it was loading
   */
  private record Kill(long began, String process, boolean loading) {
    static Kill whileLoading(RestoreTarget target) {
      long began = target.clock().now();
      target.redis().start();
      Map<String, String> seen = new TreeMap<>();
      try {
        Waiting.until(
            "Redis to load",
            target.limit(),
            () -> {
              seen.putAll(info(target));
              return seen.containsKey("loading");
            },
            () -> "no answer");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      String process = target.redis().process().id();
      target.redis().kill();
      return new Kill(began, process, "1".equals(seen.get("loading")));
    }

    private static Map<String, String> info(RestoreTarget target) {
      try (Console console = target.clients().console(target.redis().endpoint())) {
        return console.info();
      } catch (RedisUnavailableException notYet) {
        return Map.of();
      }
    }

    /** The one that was killed never came to the end of it: another one did, at most. */
    Troubled over(String name, RestoreTarget target) {
      long loaded =
          target.redis().log().lines().stream()
              .filter(line -> line.source() == Source.REDIS && line.at() >= began)
              .filter(line -> line.text().contains(LOADED))
              .count();
      boolean happened = loading && loaded <= 1 && !target.redis().process().id().equals(process);
      Map<String, Object> proof =
          Map.of("killed", process, "saidLoading", loading, "serversThatLoaded", loaded);
      return new Troubled(name, began, target.clock().now(), happened, true, proof);
    }
  }
}
