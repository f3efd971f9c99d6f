package shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JUnitVersionTest {
  /** Or this sample would show nothing about that version. */
  @Test
  void isTheOneThatThisSampleIsAbout() {
    assertThat(Test.class.getPackage().getImplementationVersion())
        .isEqualTo(System.getProperty("junit.expected"));
  }
}
