package io.redisdrill.report.forecast;

import io.redisdrill.Verdict;
import io.redisdrill.report.forecast.Line.Interval;
import io.redisdrill.report.forecast.Line.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a recovery will take at a size that was not drilled: {@code forecast-DRILL.json}.
 *
 * <p>The model is time = start + rate × size, by least squares over all drills. What does not
 * support it (too few sizes, a drill without a verdict of PASS, a time that does not grow, points
 * that bend or scatter) makes the forecast UNKNOWN, and then there is no number in it.
 *
 * @param schema of this record
 * @param question what was asked
 * @param verdict PASS if there is a forecast, else UNKNOWN
 * @param reason why there is none
 * @param line that was fitted
 * @param prediction what it says
 * @param limits what it does not show
 * @param drills that it rests on
 * @param made when, by the wall clock
 */
public record Forecast(
    String schema,
    Question question,
    Verdict verdict,
    Optional<String> reason,
    Optional<Fit> line,
    Optional<Prediction> prediction,
    List<String> limits,
    List<Measured> drills,
    Instant made) {
  /** The schema that this release writes. */
  public static final String SCHEMA = "redis-drill/forecast/1";

  /** The fewest sizes: through two there always is a line. */
  public static final int FEWEST_SIZES = 3;

  private static final double BENT = 0.01;
  private static final double FAR_OFF = 0.05;

  /** So many times the largest size that was drilled, and the line is a guess. */
  private static final double FARTHEST = 10;

  public Forecast {
    limits = List.copyOf(limits);
    drills = List.copyOf(drills);
  }

  /**
   * What was asked.
   *
   * @param drill its name
   * @param platform where it ran
   * @param redis the version of the server
   * @param valueBytes the size of each value filled in
   * @param bytes of values, at which the recovery time is wanted
   * @param confidence of the interval, between 0 and 1
   */
  public record Question(
      String drill, String platform, String redis, int valueBytes, long bytes, double confidence) {}

  /**
   * The line of least squares.
   *
   * @param startMillis where it begins: what a recovery takes that loads nothing
   * @param millisPerMebibyte how it grows
   * @param residualMillis the standard deviation of the drills from it
   * @param degreesOfFreedom the number of drills less two
   * @param straightness the p of the F test for lack of fit
   */
  public record Fit(
      double startMillis,
      double millisPerMebibyte,
      double residualMillis,
      int degreesOfFreedom,
      double straightness) {}

  /**
   * What one more drill would measure.
   *
   * @param millis on the line
   * @param lowMillis where the interval begins
   * @param highMillis where it ends
   */
  public record Prediction(double millis, double lowMillis, double highMillis) {}

  /** Returns what follows from these drills. */
  public static Forecast of(Question question, List<Measured> drills, Instant made) {
    Optional<String> unusable = unusable(drills);
    if (unusable.isPresent()) {
      return unknown(question, drills, made, unusable.get());
    }
    List<Point> points = points(drills);
    Line line = Line.through(points);
    double straightness = line.straightness(points);
    double size = Sizes.mebibytes(question.bytes());
    Interval interval = line.prediction(size, question.confidence());
    Optional<String> unfit =
        unfit(line, points, straightness, interval, Limits.times(question, drills));
    if (unfit.isPresent()) {
      return unknown(question, drills, made, unfit.get());
    }
    return new Forecast(
        SCHEMA,
        question,
        Verdict.PASS,
        Optional.empty(),
        Optional.of(
            new Fit(
                line.intercept(),
                line.slope(),
                line.residual(),
                line.degreesOfFreedom(),
                straightness)),
        Optional.of(new Prediction(line.at(size), interval.low(), interval.high())),
        Limits.of(question, drills),
        drills,
        made);
  }

  private static Forecast unknown(
      Question question, List<Measured> drills, Instant made, String why) {
    return new Forecast(
        SCHEMA,
        question,
        Verdict.UNKNOWN,
        Optional.of(why),
        Optional.empty(),
        Optional.empty(),
        Limits.of(question, drills),
        drills,
        made);
  }

  private static Optional<String> unusable(List<Measured> drills) {
    List<Measured> bad = drills.stream().filter(drill -> !drill.usable()).toList();
    if (!bad.isEmpty()) {
      Measured first = bad.get(0);
      return Optional.of(
          "%d of %d drills showed no recovery that can be built on; the first at %s: %s, see %s"
              .formatted(
                  bad.size(),
                  drills.size(),
                  Sizes.words(first.bytes()),
                  first.verdict(),
                  first.runDirectory()));
    }
    long sizes = drills.stream().map(Measured::bytes).distinct().count();
    return sizes < FEWEST_SIZES
        ? Optional.of(
            "%d sizes were drilled, and at least %d are needed: through two there always is a line"
                .formatted(sizes, FEWEST_SIZES))
        : Optional.empty();
  }

  private static Optional<String> unfit(
      Line line, List<Point> points, double straightness, Interval interval, double times) {
    if (!(line.slope() > 0)) {
      return Optional.of(
          "the recovery time does not grow with the size: what was loaded is too little to show in"
              + " it. Drill larger sizes");
    }
    if (times > FARTHEST) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it is %.1f times the largest size that was drilled, and a line says nothing beyond"
                  + " %.0f times. Drill larger sizes",
              times,
              FARTHEST));
    }
    if (times > Limits.FAR && points.size() == points.stream().map(Point::x).distinct().count()) {
      return Optional.of(
          "each size was drilled once, so that it cannot be told whether the line is straight that"
              + " far. Drill each more often");
    }
    double off = line.farthestOff(points);
    // Between the points a slight bend does no harm; far from them it is all that counts.
    if (straightness < BENT && (off > FAR_OFF || times > Limits.FAR)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the recovery times do not lie on a straight line (p %.2g for lack of fit, %.0f %%"
                  + " off at one size). Drill sizes nearer to the one that is asked for",
              straightness,
              100 * off));
    }
    return interval.low() > 0
        ? Optional.empty()
        : Optional.of(
            "the drills scatter so much that the interval begins below 0. Drill larger sizes, more"
                + " often, on a machine that does nothing else");
  }

  private static List<Point> points(List<Measured> drills) {
    List<Point> points = new ArrayList<>();
    for (Measured drill : drills) {
      drill
          .recoveryMillis()
          .ifPresent(millis -> points.add(new Point(Sizes.mebibytes(drill.bytes()), millis)));
    }
    return points;
  }

  /** Returns where one more drill at each of these sizes would lie; nothing if that is UNKNOWN. */
  public List<Prediction> band(List<Double> mebibytes) {
    if (prediction.isEmpty()) {
      return List.of();
    }
    Line through = Line.through(points(drills));
    return mebibytes.stream()
        .map(
            size -> {
              Interval interval = through.prediction(size, question.confidence());
              return new Prediction(through.at(size), interval.low(), interval.high());
            })
        .toList();
  }
}
