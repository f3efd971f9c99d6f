package io.redisdrill.report.html;

import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.Forecast.Prediction;
import io.redisdrill.report.forecast.ForecastText;
import io.redisdrill.report.forecast.Sizes;
import io.redisdrill.report.text.Amounts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recovery time over size, drawn; places are units of the drawing, which is 1000 by 400.
 *
 * @param words for those who do not see it
 * @param dots one a drill
 * @param line through them; empty if there is none
 * @param band in which one more drill would lie; empty if there is none
 * @param asked where the size is that was asked for
 * @param sizes along the bottom
 * @param times along the left
 */
public record ForecastChart(
    String words,
    List<Dot> dots,
    String line,
    String band,
    Optional<Asked> asked,
    List<Tick> sizes,
    List<Tick> times) {
  private static final double LEFT = 90;
  private static final double RIGHT = 960;
  private static final double TOP = 20;
  private static final double BOTTOM = 350;
  private static final double ROOM = 1.08;
  private static final int STEPS = 40;
  private static final int TICKS = 4;

  /** A drill. */
  public record Dot(String x, String y) {}

  /** A mark on an axis. */
  public record Tick(String at, String words) {}

  /**
   * What was asked for.
   *
   * @param x of the size
   * @param y of the line there
   * @param low where the interval begins
   * @param high where it ends
   */
  public record Asked(String x, String y, String low, String high) {}

  static ForecastChart of(Forecast forecast) {
    double mostBytes =
        ROOM
            * Stream.concat(
                    ForecastText.sizes(forecast).stream(), Stream.of(forecast.question().bytes()))
                .mapToLong(bytes -> bytes)
                .max()
                .orElse(1);
    List<Double> places =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(i -> Sizes.mebibytes(Math.round(mostBytes)) * i / STEPS)
            .toList();
    List<Prediction> band = forecast.band(places);
    double mostMillis =
        Stream.concat(
                forecast.drills().stream().flatMap(drill -> drill.recoveryMillis().stream()),
                band.stream().map(Prediction::highMillis))
            .reduce(1.0, Math::max);
    return new Scale(mostBytes, mostMillis).draw(forecast, places, band);
  }

  /** How much of both there is room for. */
  private record Scale(double bytes, double millis) {
    ForecastChart draw(Forecast forecast, List<Double> places, List<Prediction> band) {
      return new ForecastChart(
          words(forecast),
          forecast.drills().stream()
              .flatMap(
                  drill ->
                      drill.recoveryMillis().stream()
                          .map(time -> new Dot(x(Sizes.mebibytes(drill.bytes())), y(time))))
              .toList(),
          line(places, band.stream().map(Prediction::millis).toList()),
          outline(places, band),
          forecast
              .prediction()
              .map(
                  found ->
                      new Asked(
                          x(Sizes.mebibytes(forecast.question().bytes())),
                          y(found.millis()),
                          y(found.lowMillis()),
                          y(found.highMillis()))),
          marks(bytes, powerOfTwo(bytes / TICKS)).mapToObj(this::size).toList(),
          marks(millis, roundNumber(millis / TICKS))
              .mapToObj(time -> new Tick(y(time), Amounts.millis(time)))
              .toList());
    }

    private static DoubleStream marks(double most, double step) {
      return DoubleStream.iterate(0, mark -> mark <= most, mark -> mark + step);
    }

    private static double powerOfTwo(double least) {
      return Math.scalb(1.0, Math.getExponent(least) + 1);
    }

    /** Returns 1, 2 or 5 times a power of ten, the first that is large enough. */
    private static double roundNumber(double least) {
      double ten = Math.pow(10, Math.floor(Math.log10(least)));
      return DoubleStream.of(1, 2, 5, 10)
          .map(digit -> digit * ten)
          .filter(step -> step >= least)
          .findFirst()
          .orElse(10 * ten);
    }

    private Tick size(double of) {
      String words = of == 0 ? "0" : Sizes.words(Math.round(of));
      return new Tick(x(Sizes.mebibytes(Math.round(of))), words);
    }

    private String line(List<Double> places, List<Double> times) {
      return IntStream.range(0, times.size())
          .mapToObj(i -> x(places.get(i)) + "," + y(times.get(i)))
          .collect(Collectors.joining(" "));
    }

    private String outline(List<Double> places, List<Prediction> band) {
      String upper = line(places, band.stream().map(Prediction::highMillis).toList());
      String lower =
          IntStream.range(0, band.size())
              .map(i -> band.size() - 1 - i)
              .mapToObj(i -> x(places.get(i)) + "," + y(band.get(i).lowMillis()))
              .collect(Collectors.joining(" "));
      return (upper + " " + lower).strip();
    }

    private String x(double mebibytes) {
      return place(LEFT + (RIGHT - LEFT) * mebibytes * (1 << 20) / bytes);
    }

    /** No time is below 0. */
    private String y(double time) {
      return place(BOTTOM - (BOTTOM - TOP) * Math.max(0, time) / millis);
    }
  }

  private static String words(Forecast forecast) {
    return "Recovery time over size: "
        + Amounts.count(forecast.drills().size(), "drill")
        + " at "
        + ForecastText.sizes(forecast).stream().map(Sizes::words).collect(Collectors.joining(", "))
        + ". The figures are in the table below.";
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
