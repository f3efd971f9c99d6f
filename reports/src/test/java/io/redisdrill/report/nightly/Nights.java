package io.redisdrill.report.nightly;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Surroundings.StackShown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Nights made of figures. */
final class Nights {
  static final Instant FIRST = Instant.parse("2026-11-01T01:00:00Z");

  private final Random random;
  private final List<Night> all = new ArrayList<>();

  Nights(long seed) {
    random = new Random(seed);
  }

  /** What a cell draws from. */
  record Source(String drill, DoubleSupplier window, DoubleSupplier recovery) {}

  /** As a machine with other work on it is: a few runs take much longer than the rest. */
  double skewed(double typical) {
    return typical * Math.exp(0.25 * random.nextGaussian());
  }

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  DoubleSupplier anyOf(JsonNode recorded) {
    return () -> recorded.get(random.nextInt(recorded.size())).asDouble();
  }

  static Night night(int day, String redis, String conf, List<NightCell> cells) {
    Surroundings here =
        new Surroundings(
            "0.1.0",
            List.of("embedded " + redis),
            "Linux 6",
            2,
            "17",
            List.of(new StackShown("aof-always", "redis:7", conf, conf)));
    return Night.of(
        FIRST.plus(Duration.ofDays(day)),
        200,
        Optional.empty(),
        here,
        List.of("embedded control-no-fault"),
        List.of(),
        cells);
  }

  static NightCell cell(String drill, List<Double> windows, List<Double> recoveries) {
    List<NightRun> runs = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      runs.add(
          new NightRun(
              "embedded/" + drill,
              i,
              Verdict.PASS,
              "",
              Optional.of(0L),
              Optional.of(windows.get(i)),
              Optional.of(recoveries.get(i)),
              "PT2S",
              "7.0.15",
              "runs/" + drill + "-" + i,
              3));
    }
    return NightCell.of("embedded", drill, "aof", runs);
  }

  private Night draw(int repeat, String redis, String conf, List<Source> sources) {
    List<NightCell> cells = new ArrayList<>();
    for (Source source : sources) {
      List<Double> windows = new ArrayList<>();
      List<Double> recoveries = new ArrayList<>();
      for (int i = 0; i < repeat; i++) {
        windows.add(source.window().getAsDouble());
        recoveries.add(source.recovery().getAsDouble());
      }
      cells.add(cell(source.drill(), windows, recoveries));
    }
    return night(all.size(), redis, conf, cells);
  }

  /** Adds a night, compared with all before it as a history would. */
  Night add(int repeat, String redis, String conf, List<Source> sources) {
    Night drawn = draw(repeat, redis, conf, sources);
    Night compared = drawn.with(Comparison.of(drawn, all, 14, List.of()));
    all.add(compared);
    return compared;
  }
}
