package io.redisdrill.junit;

import io.redisdrill.UsageException;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Recoveries;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running Redis, to which the application under test writes, and which can be made to fail. A
 * parameter of test methods, and of {@code @BeforeEach}; not thread-safe.
 *
 * <p>The harness records no writes here: what the application must find again is the test's to say.
 */
public final class RedisUnderTest {
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  private final RunningRedis redis;
  private final RedisClients clients;
  private final RunClock clock;
  private final EventLog events;
  private final String test;
  private @Nullable RecoveryProbe probe;
  private @Nullable Injection pending;

  RedisUnderTest(
      RunningRedis redis, RedisClients clients, RunClock clock, EventLog events, String test) {
    this.redis = redis;
    this.clients = clients;
    this.clock = clock;
    this.events = events;
    this.test = test;
  }

  /** Returns {@code redis://:password@host:port}, as most clients take it. */
  public URI uri() {
    Endpoint to = redis.endpoint();
    return URI.create("redis://:%s@%s:%d".formatted(to.password().reveal(), to.host(), to.port()));
  }

  /** Returns the host. */
  public String host() {
    return redis.endpoint().host();
  }

  /** Returns the port. */
  public int port() {
    return redis.endpoint().port();
  }

  /** Returns the password of the default user. */
  public String password() {
    return redis.endpoint().password().reveal();
  }

  /**
   * Lets a fault happen, and returns its proof. Redis comes back by itself; wait for it with {@link
   * #awaitRecovery()} before the next fault.
   *
   * @throws UsageException if the recovery from the last fault was not awaited
   */
  public Injection inject(Fault fault) {
    if (pending != null) {
      throw new UsageException(
          "Cannot inject %s in %s".formatted(fault.name(), test),
          "that the recovery from %s was awaited".formatted(pending.fault()),
          "a second inject on the RedisUnderTest",
          "Call awaitRecovery() between the two.");
    }
    String runId;
    try (Console console = clients.console(redis.endpoint())) {
      runId = console.info().getOrDefault("run_id", "");
    }
    probe = RecoveryProbe.start(redis.endpoint(), clock, runId);
    Injection injection = fault.inject(redis, clock);
    events.record(RunEvents.INJECTION, injection);
    pending = injection;
    return injection;
  }

  /** Waits up to a minute until a write is acknowledged again, and returns how long it took. */
  public Recovery awaitRecovery() {
    return awaitRecovery(RECOVERY_LIMIT);
  }

  /**
   * Waits until a write is acknowledged again, and returns how long it took.
   *
   * @throws UsageException if no fault was injected
   * @throws io.redisdrill.DrillException if none is within {@code limit}
   */
  public Recovery awaitRecovery(Duration limit) {
    Injection injection = pending;
    RecoveryProbe asking = probe;
    if (injection == null || asking == null) {
      throw new UsageException(
          "Cannot await a recovery in " + test,
          "a fault that was injected",
          "none",
          "Call inject(...) on the RedisUnderTest first.");
    }
    pending = null;
    probe = null;
    Recovery recovery = recover(injection, asking, limit);
    events.record(RunEvents.RECOVERY, recovery);
    Recoveries.requireComplete(recovery, limit);
    return recovery;
  }

  private Recovery recover(Injection injection, RecoveryProbe asking, Duration limit) {
    try (asking) {
      return injection.severity() == Severity.NONE
          ? Recovery.none()
          : Recoveries.await(redis, asking, injection, limit, redis::check);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the recovery", e);
    }
  }

  /** Waits for a recovery that the test did not wait for, so that its report has it. */
  void finish() {
    if (pending != null) {
      awaitRecovery();
    }
  }
}
