package io.redisdrill.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * A deployed Redis, seen through the primitives that faults and recoveries are written in. One
 * thread at a time may call what changes it; {@link #log()}, {@link #process()} and {@link
 * #endpoint()} may be called from any.
 */
public interface RunningRedis extends AutoCloseable {
  /** Returns where clients connect; the same for the whole life of the deployment. */
  Endpoint endpoint();

  /** Returns the process that runs now, or ran last. */
  Identity process();

  /** SIGKILL of redis-server alone, page cache kept. Returns when it is gone; it comes back. */
  void kill();

  /**
   * SIGTERM, and SIGKILL once {@code grace} is over. Returns when it is gone; it comes back, as a
   * deleted pod of a StatefulSet does.
   */
  void terminate(Duration grace);

  /** As {@link #terminate}, but it stays down until {@link #start}. */
  void stop(Duration grace);

  /** Starts what {@link #stop} stopped. Returns once a process exists, not once it serves. */
  void start();

  /** Lets the kernel kill redis-server for its memory, as {@link #kill} otherwise. */
  default void exhaustMemory() {
    throw new UnsupportedOperationException(Capability.OUT_OF_MEMORY.name());
  }

  /** Replaces it by another one of the same settings; returns when the old one is gone. */
  default void rollOut() {
    throw new UnsupportedOperationException(Capability.ROLL_OUT.name());
  }

  /** Ends the machine that it runs on, at once; returns when that has been started again. */
  default void restartNode() {
    throw new UnsupportedOperationException(Capability.NODE_RESTART.name());
  }

  /** Returns the disk under it; only one that was deployed to be watched has it. */
  default FaultyDisk disk() {
    throw new UnsupportedOperationException(Capability.WATCHED_DISK.name());
  }

  /**
   * Deletes the namespace that it lives in, and deploys it anew; returns when a process started.
   */
  default void loseNamespace() {
    throw new UnsupportedOperationException(Capability.NAMESPACE.name());
  }

  /**
   * Runs {@code redis-check-aof --fix} over the AOF, and agrees to what it proposes. Only while it
   * is down.
   *
   * @return what it said
   */
  default String repairAof() {
    throw new UnsupportedOperationException(Capability.AOF_REPAIR.name());
  }

  /** Lets large files go through this from now on, where they have a way to go. */
  default void carryThrough(Relay relay) {
    // Files of this machine need no such way.
  }

  /** Returns the jobs beside it, where it has a cluster for them. */
  default Optional<Jobs> jobs() {
    return Optional.empty();
  }

  /** Returns the files of the data directory. */
  DataFiles files();

  /** Returns the Redis log and the platform's events. */
  PersistenceLog log();

  /**
   * Returns whether the platform takes the process that runs now for ready, and leads clients to
   * it. A Service may lead to a new process for a moment, before the end of the old one has been
   * noticed, and then to none.
   */
  default boolean ready() {
    return true;
  }

  /**
   * Does nothing while the platform itself is sound.
   *
   * @throws io.redisdrill.DrillException if what is seen now says nothing about Redis: a data
   *     directory over its limit, an API server out of reach
   */
  void check();

  /**
   * Returns why the platform has stopped trying to keep Redis running, with its last words; nothing
   * while it tries.
   */
  Optional<String> gaveUp();

  /** Takes it away, with everything that it left on the platform. */
  @Override
  void close();
}
