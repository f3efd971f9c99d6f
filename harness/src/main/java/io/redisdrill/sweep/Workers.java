package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tries images in parallel, each worker at a station of its own. */
final class Workers {
  private static final long END_SECONDS = 30;

  private final SweepRunner runner;
  private final RedisConf settings;
  private final Trial trial;
  private final SweepFiles files;
  private final Consumer<SweepRunner.Progress> progress;
  private final List<ImageResult> results = new ArrayList<>();
  private int resumed;

  Workers(
      SweepRunner runner,
      RedisConf settings,
      Trial trial,
      SweepFiles files,
      Consumer<SweepRunner.Progress> progress) {
    this.runner = runner;
    this.settings = settings;
    this.trial = trial;
    this.files = files;
    this.progress = progress;
  }

  /** Tries those of a shard that are not done; returns the results of all that are. */
  List<ImageResult> run(long[] positions, Shard shard) throws IOException, InterruptedException {
    BitSet done = new BitSet();
    for (ImageResult result : files.done()) {
      if (!done.get((int) result.image())) {
        done.set((int) result.image());
        results.add(result);
      }
    }
    resumed = results.size();
    List<Image> left = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      if (shard.holds(i) && !done.get(i)) {
        left.add(new Image(i, positions[i]));
      }
    }
    tryAll(left);
    return results;
  }

  /** Returns how many were tried now. */
  synchronized int tried() {
    return results.size() - resumed;
  }

  private void tryAll(List<Image> images) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(runner.workers());
    AtomicInteger next = new AtomicInteger();
    try {
      ExecutorCompletionService<Void> ends = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < runner.workers(); i++) {
        Station station = Station.make(runner.engine(), "w" + i, settings);
        ends.submit(
            () -> {
              for (int n = next.getAndIncrement(); n < images.size(); n = next.getAndIncrement()) {
                add(trial.run(images.get(n), station), images.size());
              }
              return null;
            });
      }
      for (int i = 0; i < runner.workers(); i++) {
        ends.take().get();
      }
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      threads.shutdownNow();
      // Else a worker would still write while what it writes to is taken away.
      threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static RuntimeException thrown(ExecutionException e) throws IOException {
    if (e.getCause() instanceof IOException io) {
      throw io;
    }
    if (e.getCause() instanceof DrillException drill) {
      throw drill;
    }
    return new IllegalStateException(e);
  }

  private synchronized void add(ImageResult result, int left) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      return; // what was seen may come from the interruption
    }
    files.add(result);
    results.add(result);
    progress.accept(new SweepRunner.Progress(results.size(), resumed + left, resumed));
  }
}
