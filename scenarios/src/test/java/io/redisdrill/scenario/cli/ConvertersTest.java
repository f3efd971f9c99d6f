package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.load.Workload.Mix;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
  @ParameterizedTest
  @CsvSource({"500ms, 500", "3s, 3000", "2m, 120000", "1h, 3600000", "PT2.5S, 2500", "0s, 0"})
  void readsDurations(String text, long millis) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "s", "3 parsecs", "1,5s", "-3s", "99999999999999999s"})
  void refusesOtherDurations(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void readsMixes() {
    assertThat(new MixConverter().convert("all")).isEqualTo(Mix.ALL);
    assertThat(new MixConverter().convert("sets")).isEqualTo(Mix.SETS);
    assertThat(new MixConverter().convert("set=8,delete=2")).isEqualTo(new Mix(8, 0, 2, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "set", "set=", "set=-1", "set=x", "set=1,", "put=1", "=1"})
  void refusesOtherMixes(String text) {
    assertThatThrownBy(() -> new MixConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"950 | 950", "9999 | 9,999", "41234 | 41 k", "1234567 | 1.23 M"})
  void roundsCounts(long count, String words) {
    assertThat(Figures.count(count)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.04 | 0.0 ms", "4.14 | 4.1 ms", "143.4 | 143 ms", "12345 | 12.3 s"})
  void roundsTimes(double millis, String words) {
    assertThat(Figures.millis(millis)).isEqualTo(words);
  }
}
