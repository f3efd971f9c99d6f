package io.redisdrill.scenario.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do from its opening to its closing: the drill's thread is interrupted,
 * and the JVM waits until that has written its evidence and closed its platform.
 */
final class Interruption implements AutoCloseable {
  /** Less than the 30 s after which Kubernetes and most others send SIGKILL. */
  private static final long LIMIT_SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread drill) {
    hook =
        new Thread(
            () -> {
              drill.interrupt();
              awaitDone();
            },
            "redis-drill-shutdown");
  }

  /** Guards the calling thread, which closes it as the last thing it does. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitDone() {
    try {
      done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook has just been told that it may end.
      return;
    }
  }
}
