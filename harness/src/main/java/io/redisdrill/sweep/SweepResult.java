package io.redisdrill.sweep;

import io.redisdrill.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a sweep showed.
 *
 * @param sweep what it is of
 * @param images how many were tried
 * @param outcomes how many images had each outcome
 * @param firstStarts the same, had nobody started them a second time
 * @param identical of the exact prefixes after the first start, those that are all of the log
 * @param results of each image, in their order
 */
public record SweepResult(
    SweepHeader sweep,
    int images,
    Map<String, Long> outcomes,
    Map<String, Long> firstStarts,
    long identical,
    List<ImageResult> results) {
  public SweepResult {
    results = List.copyOf(results);
  }

  /** Returns the result of these images, in whatever order they come. */
  static SweepResult of(SweepHeader sweep, List<ImageResult> results) {
    return new SweepResult(
        sweep,
        results.size(),
        counted(results, ImageResult::outcome),
        counted(results, ImageResult::first),
        results.stream().filter(each -> identical(each, sweep)).count(),
        results.stream().sorted(Comparator.comparingLong(ImageResult::image)).toList());
  }

  private static boolean identical(ImageResult image, SweepHeader sweep) {
    return image.first() == Outcome.EXACT_PREFIX
        && image.loadedUnits().equals(OptionalLong.of(sweep.units()));
  }

  private static Map<String, Long> counted(
      List<ImageResult> results, Function<ImageResult, Outcome> of) {
    Map<String, Long> counts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome.word(), results.stream().filter(r -> of.apply(r) == outcome).count());
    }
    return counts;
  }

  /** Returns how many images had an outcome. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.word(), 0L);
  }

  /**
   * Returns the worst of it: data that are wrong, missing, or lost later are a FAIL, and so is a
   * crash; a start that is refused is an answer.
   */
  public Verdict verdict() {
    long found =
        count(Outcome.POISONED)
            + count(Outcome.WRONG_DATA)
            + count(Outcome.SHORTER_PREFIX)
            + count(Outcome.CRASHED);
    if (found > 0) {
      return Verdict.FAIL;
    }
    return count(Outcome.UNKNOWN) > 0 || images == 0 ? Verdict.UNKNOWN : Verdict.PASS;
  }
}
