package io.redisdrill.report.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Movement.Kind;
import io.redisdrill.report.nightly.Nights.Source;
import io.redisdrill.run.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What got worse is flagged on the first night after it, and nothing else ever is. */
class TrendTest {
  private static final int REPEAT = 5;
  private static final String ALWAYS = "appendonly yes\nappendfsync always\n";
  private static final String EVERYSEC = "appendonly yes\nappendfsync everysec\n";

  /** Ten cells: some lose nothing, some up to a second, some all of the load. */
  private static List<Source> healthy(Nights nights) {
    List<Source> sources = new ArrayList<>();
    for (String stack : List.of("rdb", "aof-always", "aof-everysec", "aof-no", "hybrid")) {
      sources.add(new Source(stack + "-container-kill", () -> 0, () -> nights.skewed(110)));
      sources.add(
          new Source(
              stack + "-power-cut",
              stack.equals("aof-always") ? () -> 0 : () -> nights.between(20, 980),
              () -> nights.skewed(160)));
    }
    return sources;
  }

  private static List<Source> changed(List<Source> healthy, Source other) {
    return healthy.stream()
        .map(source -> source.drill().equals(other.drill()) ? other : source)
        .toList();
  }

  private static void pass(Nights nights, int count) {
    for (int i = 0; i < count; i++) {
      nights.add(REPEAT, "7.0.15", ALWAYS, healthy(nights));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 20})
  void anFsyncPolicyThatIsWeakerIsFlaggedOnTheFirstNight(int before) {
    Nights nights = new Nights(1);
    pass(nights, before);

    Source weaker =
        new Source(
            "aof-always-power-cut", () -> nights.between(100, 980), () -> nights.skewed(160));
    Night night = nights.add(REPEAT, "7.0.15", EVERYSEC, changed(healthy(nights), weaker));

    assertThat(night.verdict()).isEqualTo(Verdict.FAIL);
    Trend trend = night.trend().orElseThrow();
    assertThat(trend.worse())
        .singleElement()
        .satisfies(
            worse -> {
              assertThat(worse.cell()).isEqualTo("embedded/aof-always-power-cut");
              assertThat(worse.figure()).isEqualTo(Movement.WINDOW);
              assertThat(worse.p()).isLessThan(Comparison.LEVEL);
            });
    assertThat(trend.changed())
        .containsExactly(
            "redis.conf of aof-always: - appendfsync always",
            "redis.conf of aof-always: + appendfsync everysec");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 20})
  void aSlowerDiskIsFlaggedOnTheFirstNight(int before) {
    Nights nights = new Nights(2);
    pass(nights, before);

    List<Source> slower =
        healthy(nights).stream()
            .map(
                source ->
                    new Source(
                        source.drill(), source.window(), () -> 2 * source.recovery().getAsDouble()))
            .toList();
    Night night = nights.add(REPEAT, "7.0.15", ALWAYS, slower);

    assertThat(night.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(night.trend().orElseThrow().worse())
        .isNotEmpty()
        .allMatch(worse -> worse.figure().equals(Movement.RECOVERY));
  }

  /** At most one chance in a thousand a night: of 30 nights, three in a hundred that any is. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void thirtyNightsWithoutAChangeFlagNothing(long seed) {
    Nights nights = new Nights(seed);
    for (int i = 0; i < 30; i++) {
      Night night = nights.add(REPEAT, "7.0.15", ALWAYS, healthy(nights));
      assertThat(night.trend().orElseThrow().worse()).as("night " + i).isEmpty();
      assertThat(night.trend().orElseThrow().changed()).isEmpty();
    }
  }

  /** Drawn anew from what three nights of the standard plan recorded on a busy machine. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35})
  void thirtyNightsDrawnFromRecordedFiguresFlagNothing(long seed) throws Exception {
    Nights nights = new Nights(seed);
    List<Source> recorded = new ArrayList<>();
    try (InputStream in = TrendTest.class.getResourceAsStream("recorded-figures.json")) {
      for (Map.Entry<String, JsonNode> cell : Json.MAPPER.readTree(in).properties()) {
        recorded.add(
            new Source(
                cell.getKey(),
                nights.anyOf(cell.getValue().path("windows")),
                nights.anyOf(cell.getValue().path("recoveries"))));
      }
    }
    assertThat(recorded).hasSize(10);
    for (int i = 0; i < 30; i++) {
      Night night = nights.add(REPEAT, "7.0.15", ALWAYS, recorded);
      assertThat(night.trend().orElseThrow().worse()).as("night " + i).isEmpty();
    }
  }

  @Test
  void whatGotWorseStaysFlagged() {
    Nights nights = new Nights(3);
    pass(nights, 8);
    Source weaker =
        new Source(
            "aof-always-power-cut", () -> nights.between(100, 980), () -> nights.skewed(160));
    for (int i = 0; i < 9; i++) {
      Night night = nights.add(REPEAT, "7.0.15", EVERYSEC, changed(healthy(nights), weaker));
      assertThat(night.verdict()).as("night " + i).isEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void whatGotBetterIsToldAndPasses() {
    Nights nights = new Nights(4);
    pass(nights, 10);
    Source better = new Source("rdb-power-cut", () -> 0, () -> nights.skewed(160));

    Night night = nights.add(REPEAT, "7.2.0", ALWAYS, changed(healthy(nights), better));

    assertThat(night.verdict()).isEqualTo(Verdict.PASS);
    Trend trend = night.trend().orElseThrow();
    assertThat(trend.movements())
        .filteredOn(each -> each.kind() == Kind.BETTER)
        .extracting(Movement::cell)
        .containsExactly("embedded/rdb-power-cut");
    assertThat(trend.changed()).containsExactly("Redis: embedded 7.2.0, before embedded 7.0.15");
  }

  @Test
  void theFirstNightsAreTooFew() {
    Nights nights = new Nights(5);
    Night first = nights.add(REPEAT, "7.0.15", ALWAYS, healthy(nights));
    Night second = nights.add(REPEAT, "7.0.15", ALWAYS, healthy(nights));

    assertThat(first.trend().orElseThrow().nights()).isZero();
    assertThat(second.verdict()).isEqualTo(Verdict.PASS);
    assertThat(second.trend().orElseThrow().movements())
        .filteredOn(each -> each.figure().equals(Movement.RECOVERY))
        .allMatch(each -> each.kind() == Kind.TOO_FEW);
  }

  @Test
  void aSignificantMoveWithinTheBandIsNoise() {
    Nights nights = new Nights(6);
    List<Source> quick = List.of(new Source("rdb-restart", () -> 0, () -> nights.between(50, 60)));
    for (int i = 0; i < 10; i++) {
      nights.add(REPEAT, "7.0.15", ALWAYS, quick);
    }
    Night night =
        nights.add(
            REPEAT,
            "7.0.15",
            ALWAYS,
            List.of(new Source("rdb-restart", () -> 0, () -> nights.between(90, 100))));

    assertThat(night.trend().orElseThrow().movements())
        .filteredOn(each -> each.figure().equals(Movement.RECOVERY))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.p()).isLessThan(Comparison.LEVEL);
              assertThat(each.kind()).isEqualTo(Kind.STEADY);
              assertThat(each.band()).isEqualTo(50);
            });
  }
}
