package io.redisdrill.report.model;

import io.redisdrill.run.Event;
import io.redisdrill.run.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter said through the run.
 *
 * @param samples in the order of time, missed ones among them
 */
public record Gauges(List<Sample> samples) {
  // Asked every second: what is older than this was not heard of since.
  private static final long STALE = TimeUnit.MILLISECONDS.toNanos(2_500);

  /**
   * One question.
   *
   * @param at when the answer came, in nanoseconds of the run
   * @param metrics the answer
   */
  public record Sample(long at, Metrics metrics) {}

  public Gauges {
    samples = List.copyOf(samples);
  }

  static Gauges of(List<Event> events) {
    return new Gauges(
        events.stream()
            .filter(event -> event.type().equals(Metrics.TYPE))
            .map(event -> new Sample(event.at(), event.as(Metrics.class)))
            .sorted((a, b) -> Long.compare(a.at(), b.at()))
            .toList());
  }

  /** Returns the names of all that were told at least once. */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    samples.forEach(sample -> names.addAll(sample.metrics().values().keySet()));
    return List.copyOf(names);
  }

  /** Returns how often it did not answer. */
  public long missed() {
    return samples.stream().filter(sample -> sample.metrics().missing().isPresent()).count();
  }

  /**
   * Returns the last value of a metric at the beginning of each bucket and at the end of the last;
   * null where it was not told, or not lately.
   */
  public List<@Nullable Double> over(Timeline line, String name) {
    List<@Nullable Double> values = new ArrayList<>();
    int next = 0;
    for (int bucket = 0; bucket <= line.buckets(); bucket++) {
      long at = line.at(bucket);
      while (next < samples.size() && samples.get(next).at() <= at) {
        next++;
      }
      boolean heard = next > 0 && at - samples.get(next - 1).at() <= STALE;
      values.add(heard ? samples.get(next - 1).metrics().values().get(name) : null);
    }
    return values;
  }
}
