package io.redisdrill.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Test
  void showsWhatMovesACursor() {
    assertThat(SafeText.line("a\u001b[31mred\u0007\r\n\u007f")).isEqualTo("a␛[31mred␇␍␊␡");
  }

  @Test
  void showsWhatTurnsTheDirectionOfReading() {
    assertThat(SafeText.line("a\u202egnp.exe\u2066\u200b\u2028"))
        .isEqualTo("a⟨U+202E⟩gnp.exe⟨U+2066⟩⟨U+200B⟩⟨U+2028⟩");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Schlüssel 鍵 🔑", "a < b & c"})
  void leavesOtherTextAlone(String text) {
    assertThat(SafeText.line(text)).isEqualTo(text);
  }

  @Test
  void showsHalfACharacter() {
    assertThat(SafeText.line("\ud83d")).isEqualTo("⟨U+D83D⟩");
  }

  @Test
  void cutsALongLineAndSaysSo() {
    String cut = SafeText.line("x".repeat(1_000_000));

    assertThat(cut).startsWith("xxx").endsWith(" … (998,000 more characters are not shown)");
    assertThat(cut).hasSizeLessThan(2_100);
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(SafeText.line("a🔑b", 2)).isEqualTo("a … (3 more characters are not shown)");
  }

  @Test
  void keepsLineEndsBetweenLines() {
    assertThat(SafeText.lines("a\r\nb\n\u001bc")).isEqualTo("a\nb\n␛c");
  }
}
