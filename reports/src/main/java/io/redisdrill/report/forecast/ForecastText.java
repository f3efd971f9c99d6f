package io.redisdrill.report.forecast;

import static java.util.stream.Collectors.joining;

import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A forecast as lines of text. */
public final class ForecastText {
  private ForecastText() {}

  /** Returns the forecast in a sentence. */
  public static String sentence(Forecast forecast) {
    Forecast.Question asked = forecast.question();
    String size = Sizes.words(asked.bytes());
    return forecast
        .prediction()
        .map(
            found ->
                ("With %s of data %s will take %s to recover:"
                        + " with %s confidence one more such drill lies between %s and %s.")
                    .formatted(
                        size,
                        asked.drill(),
                        Amounts.millis(found.millis()),
                        percent(asked.confidence()),
                        Amounts.millis(found.lowMillis()),
                        Amounts.millis(found.highMillis())))
        .orElseGet(
            () ->
                "How long %s takes to recover with %s of data cannot be forecast: %s."
                    .formatted(
                        asked.drill(), size, forecast.reason().orElse("no reason is known")));
  }

  /** Returns 0.95 as "95 %". */
  public static String percent(double confidence) {
    String number = String.format(Locale.ROOT, "%.2f", 100 * confidence);
    return number.replaceFirst("\\.?0+$", "") + " %";
  }

  /** Returns the model with its figures, if there is one. */
  public static Optional<String> model(Forecast forecast) {
    return forecast
        .line()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "recovery time = %.1f ms + %.3f ms a MiB, by least squares over %d drills,"
                        + " which lie %.1f ms from it (standard deviation)",
                    line.startMillis(),
                    line.millisPerMebibyte(),
                    forecast.drills().size(),
                    line.residualMillis()));
  }

  /** Returns the sizes that were drilled, in order. */
  public static List<Long> sizes(Forecast forecast) {
    return forecast.drills().stream().map(Measured::bytes).distinct().sorted().toList();
  }

  /** Returns what was measured at a size, in the order of the drills. */
  public static List<Measured> at(Forecast forecast, long bytes) {
    return forecast.drills().stream().filter(drill -> drill.bytes() == bytes).toList();
  }

  /** Returns all of it. */
  public static List<String> lines(Forecast forecast) {
    List<String> lines = new ArrayList<>();
    Forecast.Question asked = forecast.question();
    lines.add(
        "%s on %s, redis %s, values of %s"
            .formatted(
                asked.drill(),
                asked.platform(),
                asked.redis(),
                Amounts.count(asked.valueBytes(), "byte")));
    lines.add("  %-12s  %-10s  %s".formatted("size", "line", "recovery time of each drill"));
    for (long size : sizes(forecast)) {
      String drills =
          at(forecast, size).stream()
              .map(drill -> drill.recoveryMillis().map(Amounts::millis).orElse("none"))
              .collect(joining(", "));
      lines.add("  %-12s  %-10s  %s".formatted(Sizes.words(size), onLine(forecast, size), drills));
    }
    model(forecast).ifPresent(model -> lines.add("  " + model));
    lines.add(sentence(forecast));
    forecast.limits().forEach(limit -> lines.add("  not shown: " + limit));
    return lines;
  }

  /** Returns what the line says at a size, or a dash. */
  public static String onLine(Forecast forecast, long bytes) {
    return forecast
        .line()
        .map(
            line ->
                Amounts.millis(
                    line.startMillis() + line.millisPerMebibyte() * Sizes.mebibytes(bytes)))
        .orElse("-");
  }
}
