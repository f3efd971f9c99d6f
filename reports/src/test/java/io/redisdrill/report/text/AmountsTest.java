package io.redisdrill.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "0.412, 0.41 ms",
    "5, 5 ms",
    "2.25, 2.3 ms",
    "41.2, 41 ms",
    "999.7, 1.00 s",
    "12400, 12.4 s",
    "123000, 2 min 3 s"
  })
  void tellsDurations(double millis, String words) {
    assertThat(Amounts.millis(millis)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT2S, 2 s",
    "PT0S, 0",
    "PT0.5S, 500 ms",
    "PT1M, 1 min",
    "nothing is kept, nothing is kept"
  })
  void tellsLimits(String limit, String words) {
    assertThat(Amounts.limit(limit)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "1, < 0.1 %", "500, 50.0 %", "999999, > 99.9 %", "1000000, 100.0 %"})
  void tellsShares(long part, String words) {
    long whole = part == 500 ? 1_000 : 1_000_000;
    assertThat(Amounts.share(part, whole)).isEqualTo(words);
  }
}
