package io.redisdrill.junit;

import io.redisdrill.Drill;
import io.redisdrill.DrillRunner;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.scenario.Calibrator;
import io.redisdrill.scenario.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What all tests of a JVM share: connections' threads, platforms, calibrated runners. Thread-safe.
 */
final class Suite implements AutoCloseable {
  static final Namespace NAMESPACE = Namespace.create(RedisPersistenceExtension.class);

  private final Path runs;
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Map<String, Platform> platforms = new HashMap<>();
  private final Map<Platform, DrillRunner> runners = new HashMap<>();
  private @Nullable RedisClients clients;

  private Suite(Path runs) {
    this.runs = runs;
  }

  static Suite of(ExtensionContext context, Config config) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Suite.class, key -> new Suite(config.runs()), Suite.class);
  }

  Path runs() {
    return runs;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** Returns the platform that a test asks for, opened if it is the first to do so. */
  synchronized Platform platform(Config config) {
    String key = config.platform() + config.redis().map(Path::toString).orElse("");
    return platforms.computeIfAbsent(key, k -> open(config));
  }

  private static Platform open(Config config) {
    return switch (config.platform()) {
      case UNSET, EMBEDDED -> EmbeddedPlatform.open(config.redis());
    };
  }

  synchronized RedisClients clients() {
    RedisClients open = clients;
    if (open == null) {
      open = new RedisClients();
      clients = open;
    }
    return open;
  }

  /** Returns a runner whose controls have run on this platform. */
  synchronized DrillRunner runner(Platform platform) {
    return runners.computeIfAbsent(platform, this::calibrated);
  }

  private DrillRunner calibrated(Platform platform) {
    Calibration controls =
        new Calibrator(runs, catalogue.controls()).calibrate(platform, control -> {});
    return new DrillRunner(runs, event -> {}, Optional.of(controls));
  }

  /** Returns a drill of the catalogue with this much load; controls keep theirs. */
  Drill.Builder named(String name, Platform platform, Duration load) {
    var drill = catalogue.drill(name);
    return drill.on(platform).workload(drill.workload().lasting(load));
  }

  @Override
  public synchronized void close() {
    List<AutoCloseable> all = new ArrayList<>(runners.values());
    if (clients != null) {
      all.add(clients);
    }
    all.addAll(platforms.values());
    Closing.all(all);
  }
}
