package io.redisdrill.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a Redis that can be killed, or makes a method a test of drills.
 *
 * <p>On a class: each test method may take a {@link RedisUnderTest} (a running Redis, empty when
 * the method begins) and {@link Drills} (runs drills) as parameters. On a method: one invocation
 * for each of {@link #drills()} and repetition, which may take its {@link
 * io.redisdrill.DrillResult}; without drills, one for each repetition. What is not set on a method
 * is taken from its class.
 *
 * <h2>Verdicts</h2>
 *
 * <p>An invocation of a drill fails unless its verdict is PASS, whatever the method asserts beyond
 * that: what could not be shown has not been shown. To look at a loss that is expected, run the
 * drill with {@link Drills} and assert on what it returns.
 *
 * <h2>Settings</h2>
 *
 * <p>Each attribute that is left out is looked up as {@code redis-drill.stack}, {@code .platform},
 * {@code .set}, {@code .repeat} and {@code .lifecycle}, as are {@code .load}, {@code .runs} and
 * {@code .redis}: as a system property, in the environment ({@code REDIS_DRILL_STACK}), in {@code
 * junit-platform.properties}, in {@code redis-drill.properties} on the class path. A test that
 * fails says what was found where.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(RedisPersistenceExtension.class)
public @interface RedisPersistenceTest {
  /**
   * Returns what is deployed: {@code rdb}, {@code aof} or {@code hybrid}, or the path of a
   * directory or file, or of a class path resource, with manifests of your own. {@code aof} if
   * nothing says.
   */
  String stack() default "";

  /** Returns settings of redis.conf to override, each as {@code name=value}. */
  String[] set() default {};

  /** Returns where it runs; on this machine if nothing says. */
  PlatformChoice platform() default PlatformChoice.UNSET;

  /** Returns how long a Redis lives; as long as its class if nothing says. */
  Lifecycle lifecycle() default Lifecycle.UNSET;

  /** Returns the names of the drills to run; on methods only. */
  String[] drills() default {};

  /** Returns how often; on methods only. */
  int repeat() default 0;
}
