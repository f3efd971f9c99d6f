package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavePointTest {
  @Test
  void addsTheLinesUp() {
    assertThat(points("save 900 1\nsave 300 10 60 10000"))
        .containsExactly(point(900, 1), point(300, 10), point(60, 10_000));
  }

  @Test
  void anEmptyOneTakesBackThoseBefore() {
    assertThat(points("save 900 1\nsave \"\"")).isEmpty();
    assertThat(points("save \"\"\nsave 5 2")).containsExactly(point(5, 2));
  }

  @Test
  void redisHasSomeOfItsOwn() {
    assertThat(points("appendonly yes"))
        .containsExactly(point(3600, 1), point(300, 100), point(60, 10_000));
  }

  private static List<SavePoint> points(String conf) {
    return SavePoint.in(RedisConf.parse("x", conf));
  }

  private static SavePoint point(int seconds, int changes) {
    return new SavePoint(Duration.ofSeconds(seconds), changes);
  }
}
