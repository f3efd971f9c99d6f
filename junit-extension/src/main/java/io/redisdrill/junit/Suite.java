package io.redisdrill.junit;

import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillRunner;
import io.redisdrill.fault.Repetition;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.K3sSettings;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.report.Reports;
import io.redisdrill.scenario.Calibrator;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tests of a JVM share: connections' threads, platforms, calibrated runners. All of it is
 * in JUnit's root store, which makes each once and closes the last made first: whatever is needed
 * to make something must be asked for before.
 */
record Suite(Store store) {
  static final Namespace NAMESPACE = Namespace.create(RedisPersistenceExtension.class);

  /** Tests whose settings differ in what a cluster is made of get one each. */
  private record PlatformKey(
      PlatformChoice choice, Optional<Path> redis, Optional<K3sSettings> k3s) {}

  private record CalibrationKey(Platform platform, int controls) {}

  private record RunnerKey(Platform platform, Path runs, Calibration controls) {}

  /** The page over all runs, written when the last test is over. */
  private record RunsIndex(Path runs) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPersistenceExtension.class);

    @Override
    public void close() {
      try {
        Reports.index(runs);
      } catch (DrillException | UncheckedIOException e) {
        // It changes no test's result.
        LOG.warn("No index of {}: {}", runs, e.getMessage());
      }
    }
  }

  static Suite of(ExtensionContext context) {
    return new Suite(context.getRoot().getStore(NAMESPACE));
  }

  /** Returns the platform that a test asks for, opened if it is the first to do so. */
  Platform platform(Config config) {
    return config
        .givenPlatform()
        .orElseGet(
            () -> {
              PlatformKey key = new PlatformKey(config.platform(), config.redis(), config.k3s());
              return shared(key, Platform.class, () -> open(key));
            });
  }

  private static Platform open(PlatformKey key) {
    return switch (key.choice()) {
      case UNSET, EMBEDDED -> EmbeddedPlatform.open(key.redis());
      case K3S -> K3sPlatform.open(key.k3s().orElseThrow());
    };
  }

  RedisClients clients() {
    return shared(RedisClients.class, RedisClients.class, RedisClients::new);
  }

  Catalogue catalogue() {
    return shared(Catalogue.class, Catalogue.class, Catalogue::builtIn);
  }

  /** Returns a runner whose controls have run on this platform. */
  DrillRunner runner(Drill drill, Path runs) {
    Platform platform = drill.platform();
    List<NamedDrill> needed = catalogue().controlsFor(drill.fault().needs());
    Calibrator calibrator = new Calibrator(runs, needed);
    CalibrationKey key = new CalibrationKey(platform, needed.size());
    Calibration controls =
        shared(key, Calibration.class, () -> calibrator.calibrate(platform, control -> {}));
    if (Thread.currentThread().isInterrupted()) {
      store.remove(key); // it may have been broken off, which says nothing of the next test
    }
    return shared(
        new RunnerKey(platform, runs, controls),
        DrillRunner.class,
        () -> new DrillRunner(runs, event -> {}, Optional.of(controls), true));
  }

  /** Sees to it that the runs get their page in the end. */
  void index(Path runs) {
    RunsIndex index = new RunsIndex(runs.toAbsolutePath());
    shared(index, RunsIndex.class, () -> index);
  }

  /** Returns a drill of the catalogue with this much load. */
  Drill.Builder named(String name, Platform platform, Duration load, Repetition repetition) {
    NamedDrill drill = catalogue().drill(name);
    return drill
        .on(platform)
        .workload(drill.workload().lasting(load))
        .fault(drill.fault().in(repetition));
  }

  private <T> T shared(Object key, Class<T> type, Supplier<T> make) {
    return store.getOrComputeIfAbsent(key, k -> make.get(), type);
  }
}
