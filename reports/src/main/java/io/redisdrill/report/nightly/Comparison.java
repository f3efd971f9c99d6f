package io.redisdrill.report.nightly;

import io.redisdrill.report.nightly.Movement.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a night with those before it: each figure of each cell by a rank test against all
 * earlier values, corrected by Holm over all figures that could stand out, and by the noise band.
 *
 * <p>A night that was itself flagged in a figure is left out there, so that what got worse stays
 * flagged; once all nights that count are such, the new level is the normal one.
 */
public final class Comparison {
  /** The chance, a night, that anything at all is flagged of what is the same as before. */
  public static final double LEVEL = 0.001;

  private final Night tonight;
  private final List<Night> earlier;

  private Comparison(Night tonight, List<Night> earlier) {
    this.tonight = tonight;
    this.earlier = earlier;
  }

  /** The values of a figure of a cell. */
  private record Samples(
      String cell, String figure, List<Double> values, List<List<Double>> nights) {
    List<Double> pooled() {
      return nights.stream().flatMap(List::stream).toList();
    }
  }

  /**
   * Returns the trend.
   *
   * @param earlier nights in any order; those that began later than this one do not count
   * @param most how many of them, the latest first
   * @param unread files that could not be used
   */
  public static Trend of(Night tonight, List<Night> earlier, int most, List<String> unread) {
    List<Night> counted =
        earlier.stream()
            .filter(night -> night.started().isBefore(tonight.started()))
            .sorted(Comparator.comparing(Night::started).reversed())
            .limit(most)
            .toList();
    return new Trend(
        counted.size(),
        new Comparison(tonight, counted).movements(),
        counted.isEmpty() ? List.of() : Changes.between(counted.get(0), tonight),
        unread);
  }

  private List<Movement> movements() {
    List<Samples> all = new ArrayList<>();
    for (NightCell cell : tonight.cells()) {
      all.add(samples(cell, Movement.WINDOW, NightCell::windows));
      all.add(samples(cell, Movement.RECOVERY, NightCell::recoveries));
    }
    List<Samples> tested = testable(all);
    List<Double> worse = corrected(tested, RankTest::greater);
    List<Double> better = corrected(tested, (later, before) -> RankTest.greater(before, later));
    return all.stream()
        .map(
            each -> {
              int i = tested.indexOf(each);
              return i < 0
                  ? movement(each, 1, 1, false)
                  : movement(each, worse.get(i), better.get(i), true);
            })
        .toList();
  }

  private Samples samples(NightCell cell, String figure, Function<NightCell, List<Double>> values) {
    List<List<Double>> nights =
        earlier.stream()
            .filter(night -> !flagged(night, cell.cell(), figure))
            .flatMap(night -> night.cells().stream())
            .filter(other -> other.cell().equals(cell.cell()))
            .map(values)
            .filter(some -> !some.isEmpty())
            .toList();
    return new Samples(cell.cell(), figure, values.apply(cell), nights);
  }

  private static boolean flagged(Night night, String cell, String figure) {
    return night.trend().stream()
        .flatMap(trend -> trend.worse().stream())
        .anyMatch(each -> each.cell().equals(cell) && each.figure().equals(figure));
  }

  /**
   * After Tarone: figures that could not stand out whatever tonight had drawn of the pooled values
   * need no correction for.
   */
  private static List<Samples> testable(List<Samples> all) {
    List<Double> least =
        all.stream().map(each -> RankTest.least(each.values(), each.pooled())).toList();
    List<Integer> left = IntStream.range(0, all.size()).boxed().collect(Collectors.toList());
    int before;
    do {
      before = left.size();
      int count = before;
      left.removeIf(i -> least.get(i) > LEVEL / count);
    } while (left.size() < before);
    return left.stream().map(all::get).toList();
  }

  private interface Test {
    double of(List<Double> later, List<Double> before);
  }

  private static List<Double> corrected(List<Samples> tested, Test test) {
    return Holm.correct(
        tested.stream().map(each -> test.of(each.values(), each.pooled())).toList());
  }

  private static Movement movement(Samples each, double worse, double better, boolean testable) {
    double before = Quantiles.median(each.pooled());
    double now = Quantiles.median(each.values());
    double band = NoiseBand.millis(each.nights());
    Kind kind = testable || constant(each) ? Kind.STEADY : Kind.TOO_FEW;
    if (worse <= LEVEL && now - before > band) {
      kind = Kind.WORSE;
    } else if (better <= LEVEL && before - now > band) {
      kind = Kind.BETTER;
    }
    return new Movement(
        each.cell(),
        each.figure(),
        kind,
        each.nights().size(),
        each.pooled().size(),
        each.values().size(),
        before,
        now,
        band,
        Math.min(worse, 1));
  }

  /** Nothing moved at all, of which any number of nights is enough. */
  private static boolean constant(Samples each) {
    return !each.values().isEmpty()
        && !each.nights().isEmpty()
        && each.pooled().stream().allMatch(each.values().get(0)::equals)
        && each.values().stream().allMatch(each.values().get(0)::equals);
  }
}
