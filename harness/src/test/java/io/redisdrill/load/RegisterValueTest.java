package io.redisdrill.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterValueTest {
  @ParameterizedTest
  @ValueSource(ints = {24, 25, 64, 1000})
  void carriesItsVersion(int bytes) {
    byte[] value = RegisterValue.encode(65_535, 7, 123_456_789, bytes);
    assertThat(value).hasSize(bytes);
    assertThat(RegisterValue.versionOf(value, 65_535, 7)).isEqualTo(123_456_789);
  }

  @Test
  void findsEachSingleBitThatIsFlipped() {
    byte[] value = RegisterValue.encode(3, 4, 5, 64);
    for (int bit = 0; bit < value.length * 8; bit++) {
      value[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(RegisterValue.versionOf(value, 3, 4)).as("bit %d", bit).isEqualTo(-1);
      value[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void doesNotCheckUnderAnotherKeyOrWriter() {
    byte[] value = RegisterValue.encode(3, 4, 5, 64);
    assertThat(RegisterValue.versionOf(value, 3, 5)).isEqualTo(-1);
    assertThat(RegisterValue.versionOf(value, 4, 4)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0003.00000005.00000000.", "0003.00000000.00000000.xxxxxxxxxxx"})
  void doesNotCheckWhatIsNoValue(String text) {
    assertThat(
            RegisterValue.versionOf(
                text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 3, 4))
        .isEqualTo(-1);
  }
}
