package io.redisdrill.report.html;

import io.redisdrill.report.text.Amounts;
import io.redisdrill.run.Json;
import io.redisdrill.sweep.ImageResult;
import io.redisdrill.sweep.Outcome;
import io.redisdrill.sweep.SweepPlan;
import io.redisdrill.sweep.SweepResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many images of each outcome lie in each stretch of the file.
 *
 * @param place what is counted along it
 * @param from where the first stretch begins
 * @param width of each, in bytes
 * @param counts by outcome, then by stretch
 */
record SweepMap(String place, long from, long width, List<int[]> counts) {
  /** More would not be told apart on a screen, and make the page large. */
  private static final int MOST = 4_000;

  static SweepMap of(SweepResult result) {
    List<ImageResult> images = result.results();
    long from = images.isEmpty() ? 0 : offset(result, images.get(0));
    long last = images.isEmpty() ? 0 : offset(result, images.get(images.size() - 1));
    long width = (last - from) / MOST + 1;
    int stretches = (int) ((last - from) / width) + 1;
    List<int[]> counts =
        Arrays.stream(Outcome.values()).map(outcome -> new int[stretches]).toList();
    for (ImageResult image : images) {
      counts.get(image.outcome().ordinal())[(int) ((offset(result, image) - from) / width)]++;
    }
    String place = result.sweep().kind() == SweepPlan.Kind.CRASH ? "Combination" : "Byte";
    return new SweepMap(place, from, width, counts);
  }

  private static long offset(SweepResult result, ImageResult image) {
    return result.sweep().kind().offset(image.position());
  }

  /** Returns what the script draws it from. */
  Markup data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("from", from);
    data.put("width", width);
    data.put("place", place);
    data.put(
        "lanes",
        Arrays.stream(Outcome.values())
            .map(
                outcome ->
                    Map.of(
                        "name", outcome.directory().replace('-', ' '),
                        "color", "--" + outcome.directory(),
                        "counts", counts.get(outcome.ordinal())))
            .toList());
    // Nothing in it can end the element that carries it.
    return new Markup(Json.line(data).replace("<", "\\u003c").replace("&", "\\u0026"));
  }

  String note() {
    return width == 1
        ? "Each image is drawn by itself, where the damage was."
        : "Drawn from aggregates: each mark stands for the images at "
            + Amounts.count(width)
            + " neighbours; sweep.json has each of them.";
  }
}
