package io.redisdrill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.stack.RedisConf;
import org.junit.jupiter.api.Test;

class OlderServerTest {
  private static final RedisConf CONF =
      RedisConf.parse("test", "appendonly yes\nappenddirname aof\n");

  @Test
  void leavesOutWhatAnOlderServerDoesNotKnowAndSaysSo() {
    OlderServer older = OlderServer.adapt(CONF, "6.2.14");
    assertThat(older.settings().get("appenddirname")).isEmpty();
    assertThat(older.settings().get("appendonly")).contains("yes");
    assertThat(older.left()).singleElement().asString().contains("appenddirname", "6.2.14");
  }

  @Test
  void leavesNothingOutForALaterOne() {
    assertThat(OlderServer.adapt(CONF, "7.0.15").settings()).isEqualTo(CONF);
    assertThat(OlderServer.adapt(CONF, "9.1.2").left()).isEmpty();
  }
}
