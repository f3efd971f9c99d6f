package io.redisdrill.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.run.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the drills do not support is UNKNOWN, and has no number. */
class ForecastTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final Instant MADE = Instant.parse("2026-11-26T08:00:00Z");
  private static final double[] NOISE = {-3, 2, 1, 3, -2, -1, 0, 1, -1};

  private static Measured measured(long mebibytes, double millis) {
    return new Measured(mebibytes * MEBIBYTE, Verdict.PASS, Optional.of(millis), "run");
  }

  private static List<Measured> drills(DoubleUnaryOperator time, double noise) {
    List<Measured> drills = new ArrayList<>();
    for (int i = 0; i < NOISE.length; i++) {
      long size = 32L << (i % 3);
      drills.add(measured(size, time.applyAsDouble((double) size) + noise * NOISE[i]));
    }
    return drills;
  }

  private static Forecast of(List<Measured> drills, long mebibytes) {
    return Forecast.of(
        new Forecast.Question("d", "embedded", "7.0.15", 1024, mebibytes * MEBIBYTE, 0.95),
        drills,
        MADE);
  }

  private static void isUnknown(Forecast forecast, String because) throws Exception {
    assertThat(forecast.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(forecast.reason().orElseThrow()).contains(because);
    JsonNode json = Json.MAPPER.readTree(Json.line(forecast));
    assertThat(json.has("prediction")).isFalse();
    assertThat(json.has("line")).isFalse();
    assertThat(forecast.band(List.of(1.0))).isEmpty();
    assertThat(ForecastText.sentence(forecast))
        .contains("cannot be forecast", because)
        .doesNotContain(" ms", "NaN");
  }

  @Test
  void sayWhatLiesOnTheLineAndWhereOneMoreDrillLies() {
    Forecast forecast = of(drills(size -> 60 + 2.5 * size, 1), 200);
    assertThat(forecast.verdict()).isEqualTo(Verdict.PASS);
    Forecast.Prediction found = forecast.prediction().orElseThrow();
    assertThat(found.millis()).isEqualTo(560, within(10.0));
    assertThat(found.lowMillis()).isBetween(530.0, found.millis());
    assertThat(found.highMillis()).isBetween(found.millis(), 590.0);
    assertThat(ForecastText.sentence(forecast)).contains("200 MiB", "95 %");
    assertThat(String.join("\n", forecast.limits()))
        .doesNotContain("times the largest")
        .contains("another disk");
  }

  @Test
  void saysAloudThatItReachesFarBeyondWhatWasDrilled() {
    List<Measured> drills = drills(size -> 60 + 2.5 * size, 1);
    assertThat(String.join("\n", of(drills, 256).limits())).doesNotContain("times the largest");
    assertThat(of(drills, 1024).limits().get(0)).contains("8.0 times the largest", "128 MiB");
    assertThat(of(drills, 16).limits().get(0)).contains("below the smallest");
    assertThat(String.join("\n", of(drills.subList(0, 3), 128).limits()))
        .contains("Each size was drilled once");
  }

  @Test
  void isUnknownWithFewerThanThreeSizes() throws Exception {
    List<Measured> two = List.of(measured(32, 100), measured(64, 200), measured(64, 201));
    isUnknown(of(two, 128), "2 sizes");
    isUnknown(of(List.of(), 128), "0 sizes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAIL", "UNKNOWN"})
  void isUnknownIfADrillDidNotPass(Verdict verdict) throws Exception {
    List<Measured> drills = new ArrayList<>(drills(size -> 60 + 2.5 * size, 1));
    drills.set(4, new Measured(64 * MEBIBYTE, verdict, Optional.of(220.0), "run-4"));
    isUnknown(of(drills, 128), "1 of 9 drills");
    assertThat(of(drills, 128).reason().orElseThrow()).contains(verdict.name(), "run-4", "64 MiB");
  }

  @Test
  void isUnknownIfADrillNeverRecovered() throws Exception {
    List<Measured> drills = new ArrayList<>(drills(size -> 60 + 2.5 * size, 1));
    drills.add(new Measured(64 * MEBIBYTE, Verdict.PASS, Optional.empty(), "run-9"));
    isUnknown(of(drills, 128), "1 of 10 drills");
  }

  @Test
  void isUnknownIfTheTimeDoesNotGrow() throws Exception {
    isUnknown(of(drills(size -> 600 - 2 * size, 1), 64), "does not grow");
    isUnknown(of(drills(size -> 100, 0), 64), "does not grow");
  }

  @Test
  void isUnknownIfTheTimesBend() throws Exception {
    isUnknown(of(drills(size -> 100 + size * size / 50, 1), 256), "not lie on a straight line");
  }

  /** A bend that hardly shows between the points is a factor of two far from them. */
  @Test
  void isUnknownFarFromPointsThatBendALittle() throws Exception {
    List<Measured> drills =
        drills(size -> 100 * (size / 32 + 0.058 * (size / 32) * (size / 32)), 0.3);
    assertThat(of(drills, 200).verdict()).isEqualTo(Verdict.PASS);
    isUnknown(of(drills, 1024), "not lie on a straight line");
  }

  @Test
  void isUnknownFarFromPointsThatCannotTellWhetherTheyBend() throws Exception {
    List<Measured> once = drills(size -> 60 + 2.5 * size, 1).subList(0, 3);
    assertThat(of(once, 128).verdict()).isEqualTo(Verdict.PASS);
    isUnknown(of(once, 512), "each size was drilled once");
  }

  @Test
  void isUnknownTooFarAway() throws Exception {
    isUnknown(of(drills(size -> 60 + 2.5 * size, 1), 1300), "10.2 times the largest");
  }

  @Test
  void isUnknownIfTheDrillsScatter() throws Exception {
    isUnknown(of(drills(size -> 60 + 0.5 * size, 40), 256), "scatter");
  }

  @Test
  void readsBackAsItWasWritten() throws Exception {
    Forecast forecast = of(drills(size -> 60 + 2.5 * size, 1), 200);
    assertThat(Json.MAPPER.readValue(Json.line(forecast), Forecast.class)).isEqualTo(forecast);
  }

  @ParameterizedTest
  @CsvSource({
    "512KiB, 524288, 512 KiB",
    "64MiB, 67108864, 64 MiB",
    "1.5GiB, 1610612736, 1.5 GiB",
    "1 GiB, 1073741824, 1 GiB"
  })
  void readsSizes(String text, long bytes, String words) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
    assertThat(Sizes.words(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "64MB", "-1MiB", "0MiB", "1e3MiB", "99999999999999TiB"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(UsageException.class);
  }
}
