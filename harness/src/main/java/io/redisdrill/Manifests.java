package io.redisdrill;

import io.redisdrill.judge.RunManifest;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what a drill is, before it begins. */
final class Manifests {
  private Manifests() {}

  static RunManifest of(Drill drill, RunClock clock) {
    return new RunManifest(
        RunDirectory.SCHEMA,
        drill.name(),
        drill.platform().name(),
        drill.stack().name(),
        drill.stack().source(),
        drill.workload(),
        drill.fault().name(),
        drill.fault().settings(),
        Optional.of(
            new RunManifest.HowRecovered(drill.recovery().name(), drill.recovery().settings())),
        drill.objectives(),
        drill.secondRestart(),
        drill.plant(),
        clock.startedAt(),
        environment());
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("redis-drill", version());
    environment.put("os", property("os.name") + " " + property("os.version"));
    environment.put("architecture", property("os.arch"));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    environment.put("java", property("java.vm.name") + " " + property("java.runtime.version"));
    environment.put("pid", Long.toString(ProcessHandle.current().pid()));
    return environment;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** Returns the version of this release, or "development" where it runs from class files. */
  static String version() {
    return Objects.requireNonNullElse(
        Manifests.class.getPackage().getImplementationVersion(), "development");
  }
}
