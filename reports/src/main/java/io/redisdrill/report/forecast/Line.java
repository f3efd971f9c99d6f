package io.redisdrill.report.forecast;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The straight line of least squares through measured points, and how sure it is. It rests on
 * errors that are independent, of one size everywhere, and normal.
 *
 * @param intercept where it begins
 * @param slope how steep it is
 * @param residual the standard deviation of the points from it
 * @param points how many there are
 * @param meanX of the points
 * @param squaresX of the distances from that mean, summed up
 */
record Line(
    double intercept, double slope, double residual, int points, double meanX, double squaresX) {
  private static final int PARAMETERS = 2;

  /** A point that was measured. */
  record Point(double x, double y) {}

  /** What lies between two values. */
  record Interval(double low, double high) {}

  /**
   * Returns the line.
   *
   * @param points at two places at the least, and three in all: else nothing is left to be unsure
   *     of
   */
  static Line through(List<Point> points) {
    if (points.size() <= PARAMETERS || points.stream().map(Point::x).distinct().count() < 2) {
      throw new IllegalArgumentException(points.size() + " points do not make a line");
    }
    SimpleRegression fit = new SimpleRegression();
    points.forEach(point -> fit.addData(point.x(), point.y()));
    return new Line(
        fit.getIntercept(),
        fit.getSlope(),
        Math.sqrt(fit.getMeanSquareError()),
        points.size(),
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        fit.getXSumSquares());
  }

  int degreesOfFreedom() {
    return points - PARAMETERS;
  }

  double at(double x) {
    return intercept + slope * x;
  }

  /**
   * Returns where one more point at {@code x} lies, with this probability: not where the line does,
   * of which one is surer.
   *
   * @param confidence between 0 and 1
   */
  Interval prediction(double x, double confidence) {
    double t =
        new TDistribution(degreesOfFreedom()).inverseCumulativeProbability((1 + confidence) / 2);
    double away = x - meanX;
    double error = residual * Math.sqrt(1 + 1.0 / points + away * away / squaresX);
    return new Interval(at(x) - t * error, at(x) + t * error);
  }

  /**
   * Returns how likely points on a straight line would lie as far off as these, by how they scatter
   * at one place: the F test for lack of fit. 1 if it cannot be told, for want of a third place, or
   * of a second point at any.
   */
  double straightness(List<Point> of) {
    Collection<List<Point>> places = byPlace(of).values();
    int curve = places.size() - PARAMETERS;
    int scatter = of.size() - places.size();
    if (curve < 1 || scatter < 1) {
      return 1;
    }
    double pure = places.stream().mapToDouble(Line::squaresAroundMean).sum();
    double lack = places.stream().mapToDouble(this::squaresOffLine).sum();
    if (pure == 0) {
      return lack == 0 ? 1 : 0;
    }
    double f = (lack / curve) / (pure / scatter);
    return 1 - new FDistribution(curve, scatter).cumulativeProbability(f);
  }

  /** Returns how far the mean of a place is off at the most, as a part of what the line says. */
  double farthestOff(List<Point> of) {
    return byPlace(of).entrySet().stream()
        .mapToDouble(place -> Math.abs(meanY(place.getValue()) / at(place.getKey()) - 1))
        .max()
        .orElse(0);
  }

  private static Map<Double, List<Point>> byPlace(List<Point> points) {
    return points.stream().collect(Collectors.groupingBy(Point::x));
  }

  private static double meanY(List<Point> points) {
    return points.stream().mapToDouble(Point::y).average().orElseThrow();
  }

  private static double squaresAroundMean(List<Point> place) {
    double mean = meanY(place);
    return place.stream().mapToDouble(point -> (point.y() - mean) * (point.y() - mean)).sum();
  }

  private double squaresOffLine(List<Point> place) {
    double off = meanY(place) - at(place.get(0).x());
    return place.size() * off * off;
  }
}
