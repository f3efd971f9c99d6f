package io.redisdrill.recovery;

import io.redisdrill.fault.Injection;
import io.redisdrill.platform.Capability;
import java.util.Map;
import java.util.Set;

/** How service is to come back. Immutable. */
public interface RecoveryPlan {
  /** Returns the name, in kebab case, as reports use it. */
  String name();

  /** Returns its settings, for the record. */
  default Map<String, Object> settings() {
    return Map.of();
  }

  /** Returns what a platform must be able to do for it. */
  default Set<Capability> needs() {
    return Set.of();
  }

  /** Makes ready what takes time and would be a load on what is measured. */
  Prepared prepare(Scene scene) throws InterruptedException;

  /** A recovery that waits for its fault. One thread at a time. */
  interface Prepared extends AutoCloseable {
    /**
     * Does, while the load goes on, what has to be done before the fault.
     *
     * @param sound throws if what is seen says nothing about Redis
     */
    void beforeFault(Runnable sound) throws InterruptedException;

    /**
     * Begins to watch for the way back, right before the fault.
     *
     * @param runId the {@code run_id} of the process that the fault will hit: its answers are no
     *     recovery
     */
    void watch(String runId);

    /** Brings service back, and returns how that went. */
    Recovery recover(Injection injection, Runnable sound) throws InterruptedException;

    @Override
    void close();
  }
}
