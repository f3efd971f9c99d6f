package io.redisdrill.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.recovery.Recoveries;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.PersistenceHealth;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.EventLog;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running Redis, to which the application under test writes, and which can be made to fail. A
 * parameter of test methods, and of {@code @BeforeEach} and {@code @AfterEach}; not thread-safe.
 *
 * <p>The harness records no writes here: what the application must find again is the test's to say.
 */
public final class RedisUnderTest {
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
  private static final byte[] PROBE_KEY = "rd:probe".getBytes(US_ASCII);

  private record Pending(Injection injection, RecoveryProbe probe) {}

  private final LiveRedis live;
  private final EventLog events;
  private final String test;
  private @Nullable Pending pending;

  RedisUnderTest(LiveRedis live, EventLog events, String test) {
    this.live = live;
    this.events = events;
    this.test = test;
  }

  /** Returns {@code redis://:password@host:port}, as most clients take it. */
  public URI uri() {
    return URI.create("redis://:%s@%s:%d".formatted(password(), host(), port()));
  }

  /** Returns the host. */
  public String host() {
    return endpoint().host();
  }

  /** Returns the port. */
  public int port() {
    return endpoint().port();
  }

  /** Returns the password of the default user. */
  public String password() {
    return endpoint().password().reveal();
  }

  /**
   * Asks Redis how its persistence is.
   *
   * @throws DrillException if it does not answer
   */
  public PersistenceHealth persistence() {
    try (Console console = live.clients().console(endpoint())) {
      return PersistenceHealth.of(console.info(), console.config());
    } catch (RedisUnavailableException e) {
      throw new DrillException(
          "Cannot tell the persistence of Redis in " + test,
          "a Redis that answers",
          String.valueOf(e.getMessage()),
          "Call awaitRecovery() after a fault.",
          e);
    }
  }

  private Endpoint endpoint() {
    return live.redis().endpoint();
  }

  /**
   * Lets a fault happen, and returns its proof. Redis comes back by itself; wait for it with {@link
   * #awaitRecovery()} before the next fault.
   *
   * @throws UsageException if the recovery from the last fault was not awaited
   * @throws DrillException if the platform cannot do it, or nothing proves that it took effect: a
   *     test that passes after it would show nothing
   */
  public Injection inject(Fault fault) {
    requireIdle(fault);
    requirePossible(fault);
    requireWatched(fault);
    Injection injection = watched(fault);
    if (!injection.tookEffect()) {
      throw cannot(fault, "proof that it took effect", injection.proof(), "Mend the fault.");
    }
    return injection;
  }

  /** Watches for the recovery from the fault on; of a disk alone, from when it is well again. */
  private Injection watched(Fault fault) {
    boolean stays = fault.severity() == Severity.DISK;
    String replaced = stays ? "" : runId(fault);
    RecoveryProbe probe = stays ? null : RecoveryProbe.start(endpoint(), live.clock(), replaced);
    try {
      Injection injection = fault.inject(live.redis(), live.clock());
      events.record(RunEvents.INJECTION, injection);
      RecoveryProbe watching =
          probe == null ? RecoveryProbe.start(endpoint(), live.clock(), replaced) : probe;
      pending = new Pending(injection, watching);
      return injection;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(probe);
      throw new IllegalStateException("interrupted while injecting " + fault.name(), e);
    } catch (RuntimeException e) {
      close(probe);
      throw e;
    }
  }

  private static void close(@Nullable RecoveryProbe probe) {
    if (probe != null) {
      probe.close();
    }
  }

  private void requireIdle(Fault fault) {
    if (pending != null) {
      throw new UsageException(
          "Cannot inject %s in %s".formatted(fault.name(), test),
          "that the recovery from %s was awaited".formatted(pending.injection().fault()),
          "a second inject right after it",
          "Call awaitRecovery() between the two.");
    }
  }

  private void requirePossible(Fault fault) {
    for (Capability need : fault.needs()) {
      live.platform()
          .unavailable(need)
          .ifPresent(
              why -> {
                throw cannot(
                    fault,
                    "a platform that can do it",
                    "%s: %s".formatted(live.platform().name(), why),
                    "Choose another platform, or another fault.");
              });
    }
  }

  private void requireWatched(Fault fault) {
    if (fault.needs().contains(Capability.WATCHED_DISK) && !live.watched()) {
      throw cannot(
          fault,
          "a Redis whose syncs are watched",
          "one that is not",
          "Set redis-drill.watch-syncs to true, or build the extension with watchSyncs().");
    }
  }

  private String runId(Fault fault) {
    try (Console console = live.clients().console(endpoint())) {
      return console.info().getOrDefault("run_id", "");
    } catch (RedisUnavailableException e) {
      throw cannot(fault, "a Redis that answers", e.getMessage(), "Start it before.");
    }
  }

  private DrillException cannot(
      Fault fault, String expected, @Nullable Object found, String nextStep) {
    return new DrillException(
        "Cannot inject %s in %s".formatted(fault.name(), test),
        expected,
        String.valueOf(found),
        nextStep);
  }

  /** Waits up to a minute until a write is acknowledged again, and returns how long it took. */
  public Recovery awaitRecovery() {
    return awaitRecovery(RECOVERY_LIMIT);
  }

  /**
   * Waits until a write is acknowledged again, and returns how long it took. On a cluster it
   * returns once the pod is ready, too, which is no part of that time: a Service may lead to the
   * new process for a moment, and then to none until its probe has passed.
   *
   * @throws UsageException if no fault was injected
   * @throws DrillException if none is within {@code limit}
   */
  public Recovery awaitRecovery(Duration limit) {
    Pending last = pending;
    if (last == null) {
      throw new UsageException(
          "Cannot await a recovery in " + test,
          "a fault that was injected since the last recovery",
          "none",
          "Call inject(...) on the RedisUnderTest first.");
    }
    pending = null;
    Recovery recovery = recover(last, limit);
    events.record(RunEvents.RECOVERY, recovery);
    if (!recovery.complete()) {
      throw new DrillException(
          "Cannot go on after %s in %s".formatted(last.injection().fault(), test),
          "an acknowledged write within " + limit + " after it",
          recovery.lastSeen(),
          "Look at the Redis log in the report.");
    }
    awaitReady(last.injection().fault(), limit);
    forgetProbe();
    return recovery;
  }

  private void awaitReady(String fault, Duration limit) {
    try {
      Serving.await(live.redis(), live.clients(), limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to be ready after " + fault, e);
    }
  }

  private Recovery recover(Pending last, Duration limit) {
    try (RecoveryProbe probe = last.probe()) {
      return last.injection().severity() == Severity.NONE
          ? Recovery.none()
          : Recoveries.await(live.redis(), probe, last.injection(), limit, live.redis()::check);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the recovery", e);
    }
  }

  /** The test counts its own keys. */
  private void forgetProbe() {
    try (Console console = live.clients().console(endpoint())) {
      console.delete(PROBE_KEY);
    } catch (RedisUnavailableException goneAgain) {
      // Whatever the test does next tells it better.
      return;
    }
  }

  /** Waits for a recovery that the test did not wait for, so that its report has it. */
  void finish() {
    if (pending != null) {
      awaitRecovery();
    }
  }

  /** Does not wait: the test has failed already. */
  void abandon() {
    if (pending != null) {
      pending.probe().close();
      pending = null;
    }
  }
}
