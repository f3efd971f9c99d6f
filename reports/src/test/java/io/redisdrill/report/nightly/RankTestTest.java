package io.redisdrill.report.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The exact test against published values, and against counting every way to deal. */
class RankTestTest {
  private static List<Double> of(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** Hollander and Wolfe (1973), 69f.: permeability of the chorioamnion; W = 35, p = 0.1272. */
  @Test
  void agreesWithAPublishedExample() {
    List<Double> term = of(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
    List<Double> early = of(1.15, 0.88, 0.90, 0.74, 1.21);

    assertThat(RankTest.greater(term, early)).isCloseTo(0.1272, within(5e-5));
  }

  @Test
  void allAboveIsOneOfAllWaysToDeal() {
    assertThat(RankTest.greater(of(9, 8, 7), of(1, 2, 3, 4))).isCloseTo(1 / 35.0, within(1e-12));
    assertThat(RankTest.greater(of(1, 2, 3), of(4, 5, 6, 7))).isEqualTo(1);
  }

  @Test
  void whatIsAllTheSameShowsNothing() {
    assertThat(RankTest.greater(of(0, 0, 0), of(0, 0, 0, 0))).isEqualTo(1);
    assertThat(RankTest.greater(of(), of(1))).isEqualTo(1);
    assertThat(RankTest.least(of(0, 0), of(0, 0, 0))).isEqualTo(1);
  }

  @Test
  void agreesWithCountingEveryWayTies() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Double> later = draw(random, 1 + random.nextInt(6));
      List<Double> earlier = draw(random, 1 + random.nextInt(6));
      assertThat(RankTest.greater(later, earlier)).isCloseTo(counted(later, earlier), within(1e-9));
    }
  }

  private static List<Double> draw(Random random, int count) {
    return random.ints(count, 0, 4).mapToObj(each -> (double) each).toList();
  }

  /** By the definition: U counts pairs, a tie for a half. */
  private static double counted(List<Double> later, List<Double> earlier) {
    List<Double> pooled = new ArrayList<>(later);
    pooled.addAll(earlier);
    double seen = pairs(later, earlier);
    int as = 0;
    int all = 0;
    for (int choice = 0; choice < 1 << pooled.size(); choice++) {
      if (Integer.bitCount(choice) == later.size()) {
        List<Double> one = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int i = 0; i < pooled.size(); i++) {
          ((choice >> i & 1) == 1 ? one : other).add(pooled.get(i));
        }
        all++;
        as += pairs(one, other) >= seen ? 1 : 0;
      }
    }
    return (double) as / all;
  }

  private static double pairs(List<Double> one, List<Double> other) {
    return one.stream()
        .flatMap(a -> other.stream().map(b -> a > b ? 1.0 : a.equals(b) ? 0.5 : 0.0))
        .reduce(0.0, Double::sum);
  }

  @Test
  void whatIsTooMuchToCountIsApproximated() {
    Random random = new Random(8);
    List<Double> earlier = random.doubles(1_400).boxed().toList();
    List<Double> later = random.doubles(100).boxed().toList();
    List<Double> slower = later.stream().map(each -> each + 0.3).toList();

    assertThat(RankTest.greater(later, earlier)).isBetween(0.01, 0.99);
    assertThat(RankTest.greater(slower, earlier)).isLessThan(1e-6);
  }

  @Test
  void holmCorrectsTheLeastByAllAndNeverTurnsTheOrder() {
    assertThat(Holm.correct(of(0.01, 0.04, 0.03, 0.005)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
    assertThat(Holm.correct(List.of())).isEmpty();
    assertThat(Stream.of(0.9, 0.8).map(p -> Holm.correct(of(p, p))))
        .allMatch(both -> both.equals(of(1, 1)));
  }
}
