package io.redisdrill.scenario.nightly;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs drills side by side.
 *
 * @param atOnce how many
 */
record Crew(int atOnce) {
  private static final long CLEANING_SECONDS = 60;

  /**
   * Returns when all are over. An interruption is passed on to each, and waited for until it has
   * cleaned up.
   */
  void run(List<Runnable> jobs) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<? extends Future<?>> all = jobs.stream().map(threads::submit).toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException("a drill broke off", e.getCause());
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(CLEANING_SECONDS, TimeUnit.SECONDS);
    }
  }
}
