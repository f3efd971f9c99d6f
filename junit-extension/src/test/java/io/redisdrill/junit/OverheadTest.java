package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What the extension costs, in a warm JVM. The bounds are those that a busy machine of two cores
 * keeps; the figures themselves are published.
 */
class OverheadTest {
  private static final int TIMES = 3;

  static class BareTestCase {
    @Test
    void test() {}
  }

  @RedisPersistenceTest
  static class AnnotatedTestCase {
    @Test
    void test() {}
  }

  abstract static class Uses {
    @Test
    void test(RedisUnderTest redis) {}
  }

  @RedisPersistenceTest
  static class FirstTestCase extends Uses {}

  @RedisPersistenceTest
  static class SecondTestCase extends Uses {}

  @RedisPersistenceTest
  static class ThirdTestCase extends Uses {}

  @RedisPersistenceTest
  static class FourthTestCase extends Uses {}

  static class DrillTestCase {
    @RedisPersistenceTest(drills = "aof-everysec-container-kill")
    void test(DrillResult result) {}
  }

  static class OtherDrillTestCase {
    @RedisPersistenceTest(drills = "aof-everysec-container-kill")
    void test(DrillResult result) {}
  }

  private static double millis(Class<?>... fixtures) {
    try (Kit kit = Kit.create()) {
      long began = System.nanoTime();
      var results = kit.run(fixtures);
      double millis = (System.nanoTime() - began) / 1e6;
      assertThat(results.testEvents().failed().count()).isZero();
      return millis;
    }
  }

  /** The least of several: what else the machine does only ever adds. */
  private static double least(Class<?>... fixtures) {
    return IntStream.range(0, TIMES).mapToDouble(i -> millis(fixtures)).min().orElseThrow();
  }

  @Test
  void aClassCostsLittle(TestReporter reporter) {
    double bare = least(BareTestCase.class);
    double annotated = least(AnnotatedTestCase.class) - bare;
    double one = least(FirstTestCase.class);
    double four =
        least(FirstTestCase.class, SecondTestCase.class, ThirdTestCase.class, FourthTestCase.class);
    double another = (four - one) / 3;
    reporter.publishEntry(
        "overhead",
        String.format(
            Locale.ROOT,
            "a class that is annotated %.0f ms, one that uses Redis %.0f ms, once a JVM %.0f ms",
            annotated,
            another,
            one - bare - another));
    assertThat(annotated).isLessThan(300);
    assertThat(another).isLessThan(1_000);
  }

  @Test
  void aDrillOfOneSecond(TestReporter reporter) {
    double one = least(DrillTestCase.class);
    double another = least(DrillTestCase.class, OtherDrillTestCase.class) - one;
    reporter.publishEntry(
        "a class with a drill of 1 s",
        String.format(
            Locale.ROOT,
            "%.0f ms, and once a JVM %.0f ms, most of it for the controls",
            another,
            one - another));
    assertThat(another).isLessThan(4_000);
  }
}
