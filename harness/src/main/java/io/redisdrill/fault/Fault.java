package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.run.RunClock;
import java.util.Map;
import java.util.Set;

/**
 * What goes wrong. Faults differ by what survives: two that leave different things behind are two
 * classes. Immutable.
 */
public interface Fault {
  /** Returns the name, in kebab case, as drills and reports use it. */
  String name();

  /** Returns what it is meant to take away. */
  Severity severity();

  /** Returns what a platform must be able to do for it. */
  Set<Capability> needs();

  /** Returns its settings, for the record. */
  default Map<String, Object> settings() {
    return Map.of();
  }

  /**
   * Lets it happen, and returns once it has, with proof. Redis comes back by itself or has been
   * started again; it need not serve yet.
   */
  Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException;

  /** Returns this fault on a file system that treats names so, where that makes a difference. */
  default Fault with(MetadataModel model) {
    return this;
  }

  /** Returns this fault as one of several repetitions is to inject it. */
  default Fault in(Repetition repetition) {
    return this;
  }
}
