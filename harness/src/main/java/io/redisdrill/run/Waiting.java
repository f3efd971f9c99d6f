package io.redisdrill.run;

import io.redisdrill.DrillException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Waits that have a name, a deadline, and say what they saw last. */
public final class Waiting {
  private static final Duration EVERY = Duration.ofMillis(10);
  private static final Duration LATE = Duration.ofSeconds(10);

  private Waiting() {}

  /**
   * Waits until {@code holds}, asked every 10 ms on this thread.
   *
   * @param what is awaited, for the message
   * @param lastSeen what was seen last, for the message
   * @throws DrillException if the limit is over; what {@code holds} itself throws goes through
   * @throws InterruptedException if this thread is interrupted
   */
  public static void until(
      String what, Duration limit, Callable<Boolean> holds, Supplier<String> lastSeen)
      throws InterruptedException {
    try {
      waiting(what).atMost(limit.plus(EVERY)).until(interruptibly(holds));
    } catch (ConditionTimeoutException e) {
      throw new DrillException(
          "Waiting for " + what,
          "it within " + limit,
          lastSeen.get(),
          "Look at the log in the run directory.",
          e);
    }
  }

  /**
   * Lets {@code duration} pass, which is part of what is measured, and runs {@code check} every 10
   * ms on the way.
   *
   * @throws InterruptedException if this thread is interrupted
   */
  public static void pass(Duration duration, Runnable check) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    until(
        "the end of " + duration,
        duration.plus(LATE),
        () -> {
          check.run();
          return System.nanoTime() - end >= 0;
        },
        () -> "a machine that is " + LATE + " late");
  }

  /**
   * Lets {@code duration} pass to the tenth of a millisecond, as far as the machine allows: for an
   * instant that is part of what is measured.
   *
   * @throws InterruptedException if this thread is interrupted
   */
  public static void exactly(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(left);
    }
  }

  private static ConditionFactory waiting(String what) {
    return Awaitility.await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(EVERY);
  }

  private static Callable<Boolean> interruptibly(Callable<Boolean> holds) {
    return () -> {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return holds.call();
    };
  }
}
