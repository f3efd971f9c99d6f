package io.redisdrill.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redisdrill.report.forecast.Line.Interval;
import io.redisdrill.report.forecast.Line.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values that others computed, and against what an interval promises. */
class LineTest {
  /** The Norris data of NIST's reference sets for linear regression: y, x. */
  private static final double[] NORRIS = {
    0.1, 0.2, 338.8, 337.4, 118.1, 118.2, 888.0, 884.6, 9.2, 10.1, 228.1, 226.5, 668.5, 666.3,
    998.5, 996.3, 449.1, 448.6, 778.9, 777.0, 559.2, 558.2, 0.3, 0.4, 0.1, 0.6, 778.1, 775.5, 668.8,
    666.9, 339.3, 338.0, 448.9, 447.5, 10.8, 11.6, 557.7, 556.0, 228.3, 228.1, 998.0, 995.8, 888.8,
    887.6, 119.6, 120.2, 0.3, 0.3, 0.6, 0.3, 557.6, 556.8, 339.3, 339.1, 888.0, 887.2, 998.5, 999.0,
    778.9, 779.0, 10.2, 11.1, 117.6, 118.3, 228.9, 229.2, 668.4, 669.1, 449.2, 448.9, 0.2, 0.5
  };

  /** The data set "cars" of R: speed and stopping distance. */
  private static final int[] SPEED = {
    4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15,
    15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24,
    25
  };

  private static final int[] DISTANCE = {
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20,
    26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93,
    120, 85
  };

  private static List<Point> cars() {
    return IntStream.range(0, SPEED.length)
        .mapToObj(i -> new Point(SPEED[i], DISTANCE[i]))
        .toList();
  }

  @Test
  void agreesWithTheCertifiedValuesOfNist() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < NORRIS.length; i += 2) {
      points.add(new Point(NORRIS[i + 1], NORRIS[i]));
    }
    Line line = Line.through(points);
    assertThat(line.points()).isEqualTo(36);
    assertThat(line.intercept()).isEqualTo(-0.262323073774029, within(1e-11));
    assertThat(line.slope()).isEqualTo(1.00211681802045, within(1e-13));
    assertThat(line.residual()).isEqualTo(0.884796396144373, within(1e-9));
  }

  /** predict(lm(dist ~ speed, cars), data.frame(speed = …), interval = "prediction"). */
  @ParameterizedTest
  @CsvSource({
    "10, 21.74499, -9.809601, 53.29959",
    "12, 29.60981, -1.749529, 60.96915",
    "19, 57.13667, 25.76176, 88.51159",
    "24, 76.79872, 44.75248, 108.84495"
  })
  void predictsWhatRPredicts(double speed, double fit, double low, double high) {
    Line line = Line.through(cars());
    Interval interval = line.prediction(speed, 0.95);
    assertThat(line.at(speed)).isEqualTo(fit, within(1e-4));
    assertThat(interval.low()).isEqualTo(low, within(1e-4));
    assertThat(interval.high()).isEqualTo(high, within(1e-4));
  }

  /** anova(lm(dist ~ speed), lm(dist ~ factor(speed))): F 1.2369 on 17 and 31, p 0.2948. */
  @Test
  void findsNoBendWhereRFindsNone() {
    List<Point> cars = cars();
    assertThat(Line.through(cars).straightness(cars)).isEqualTo(0.2948, within(1e-3));
  }

  /** By hand: means 1, 2, 4 on the line 5/6 + 3/2 (x - 1)…, off by 1/6, -1/3, 1/6. */
  @Test
  void computesLackOfFitAsByHand() {
    List<Point> points = new ArrayList<>();
    double[] means = {1, 2, 4};
    for (int x = 0; x < means.length; x++) {
      points.add(new Point(x, means[x] - 0.1));
      points.add(new Point(x, means[x] + 0.1));
    }
    Line line = Line.through(points);
    assertThat(line.slope()).isEqualTo(1.5, within(1e-12));
    assertThat(line.intercept()).isEqualTo(5.0 / 6, within(1e-12));
    // lack 2 (1/36 + 4/36 + 1/36) = 1/3 on 1, pure 6 × 0.01 on 3: F = 16.667, p = 0.02655
    assertThat(line.straightness(points)).isEqualTo(0.02655, within(1e-4));
    assertThat(line.farthestOff(points)).isEqualTo(1.0 / 6 / (5.0 / 6), within(1e-12));
  }

  @Test
  void tellsNothingOfABendWithoutRepetitionsOrAThirdPlace() {
    List<Point> once = List.of(new Point(1, 1), new Point(2, 4), new Point(3, 9));
    assertThat(Line.through(once).straightness(once)).isEqualTo(1);
    List<Point> two = List.of(new Point(1, 1), new Point(1, 2), new Point(3, 9));
    assertThat(Line.through(two).straightness(two)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoLine() {
    assertThatThrownBy(() -> Line.through(List.of(new Point(1, 1), new Point(2, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Line.through(List.of(new Point(1, 1), new Point(1, 2), new Point(1, 3))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** How an interval is made of a line, at a place. */
  private interface Making {
    Interval of(Line line, double x);
  }

  /** The part of simulated drills at a fourth size that lie in the interval of nine at three. */
  private static double covered(Making making) {
    Random random = new Random(20_261_126);
    double fourth = 1024;
    int simulations = 20_000;
    int inside = 0;
    for (int i = 0; i < simulations; i++) {
      List<Point> drills = new ArrayList<>();
      for (int n = 0; n < 9; n++) {
        double size = 32 << (n % 3);
        drills.add(new Point(size, measured(size, random)));
      }
      Interval interval = making.of(Line.through(drills), fourth);
      double seen = measured(fourth, random);
      inside += interval.low() <= seen && seen <= interval.high() ? 1 : 0;
    }
    return inside / (double) simulations;
  }

  private static double measured(double size, Random random) {
    return 60 + 2.5 * size + 12 * random.nextGaussian();
  }

  @Test
  void holdsAsManyDrillsAsItSays() {
    assertThat(covered((line, x) -> line.prediction(x, 0.95))).isBetween(0.945, 0.955);
    assertThat(covered((line, x) -> line.prediction(x, 0.8))).isBetween(0.79, 0.81);
  }

  /** What would be wrong is found by the same simulation. */
  @Test
  void wrongIntervalsHoldFewer() {
    Making normalInsteadOfT = (line, x) -> around(line, x, 1.959964 * error(line, x));
    Making scatterAlone = (line, x) -> around(line, x, 2.364624 * line.residual());
    assertThat(covered(normalInsteadOfT)).isLessThan(0.92);
    assertThat(covered(scatterAlone)).isLessThan(0.4);
    assertThat(covered((line, x) -> around(line, x, 2.364624 * error(line, x))))
        .isBetween(0.945, 0.955);
  }

  private static double error(Line line, double x) {
    double away = x - line.meanX();
    return line.residual() * Math.sqrt(1 + 1.0 / line.points() + away * away / line.squaresX());
  }

  private static Interval around(Line line, double x, double half) {
    return new Interval(line.at(x) - half, line.at(x) + half);
  }
}
