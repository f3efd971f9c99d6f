package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Annotation, system property, environment, junit-platform.properties, redis-drill.properties: the
 * first that says something wins, and is named. The build sets {@code REDIS_DRILL_LOAD} and one
 * image, and takes another one out of the environment; {@code redis-drill.properties} of these
 * tests says {@code per-class}.
 */
class PrecedenceTest {
  private static final String LIFECYCLE = "redis-drill.lifecycle";

  private final Kit kit = Kit.create();

  @AfterEach
  void clear() {
    System.clearProperty(LIFECYCLE);
    kit.close();
  }

  /** Fails, so that the origins are told. */
  @RedisPersistenceTest(stack = "rdb")
  static class OriginsTestCase {
    @Test
    void fails() {
      throw new IllegalStateException();
    }
  }

  @RedisPersistenceTest(stack = "rdb")
  static class InnerTestCase {
    @RedisPersistenceTest(stack = "hybrid", lifecycle = Lifecycle.PER_METHOD)
    void fails() {
      throw new IllegalStateException();
    }
  }

  @RedisPersistenceTest
  static class ClusterTestCase {
    @Test
    void takesOne(RedisUnderTest redis) {
      throw new IllegalStateException(redis.uri().toString());
    }
  }

  static class BuiltTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS =
        RedisPersistenceExtension.builder().stack("rdb").lifecycle(Lifecycle.PER_METHOD).build();

    @Test
    void fails() {
      throw new IllegalStateException();
    }
  }

  private String origins(Class<?> fixture) {
    List<Throwable> failures = Kit.failures(kit.run(fixture));
    assertThat(failures).hasSize(1);
    return String.valueOf(failures.get(0).getSuppressed()[0].getMessage());
  }

  @Test
  void anAnnotationComesFirst() {
    System.setProperty("redis-drill.stack", "hybrid");
    try {
      assertThat(origins(OriginsTestCase.class))
          .contains("stack = rdb (@RedisPersistenceTest on " + OriginsTestCase.class.getName());
    } finally {
      System.clearProperty("redis-drill.stack");
    }
  }

  @Test
  void aMethodComesBeforeItsClass() {
    assertThat(origins(InnerTestCase.class))
        .contains("stack = hybrid (@RedisPersistenceTest on " + InnerTestCase.class.getName() + ".")
        .contains("lifecycle = PER_METHOD (@Redis");
  }

  @Test
  void aBuiltExtensionComesBeforeSystemProperties() {
    System.setProperty(LIFECYCLE, "per-class");
    assertThat(origins(BuiltTestCase.class))
        .contains("lifecycle = PER_METHOD (RedisPersistenceExtension.builder())");
  }

  @Test
  void thenSystemProperties() {
    System.setProperty(LIFECYCLE, "per-method");
    kit.with(LIFECYCLE, "per-class");
    assertThat(origins(OriginsTestCase.class))
        .contains("lifecycle = per-method (system property redis-drill.lifecycle)");
  }

  @Test
  void thenTheEnvironment() {
    kit.with("redis-drill.load", "7s");
    assertThat(origins(OriginsTestCase.class))
        .contains("load = 1s (environment variable REDIS_DRILL_LOAD)");
  }

  @Test
  void thenJunitsOwnParameters() {
    kit.with(LIFECYCLE, "per-method");
    assertThat(origins(OriginsTestCase.class))
        .contains("lifecycle = per-method (junit-platform.properties)");
  }

  @Test
  void thenTheFileOnTheClassPath() {
    assertThat(origins(OriginsTestCase.class))
        .contains("lifecycle = per-class (redis-drill.properties)")
        .contains("platform = embedded (default)");
    assertThat(Settings.standard().find(LIFECYCLE)).map(Setting::value).contains("per-class");
  }

  @Test
  void imagesAreChosenInTheSamePlaces() {
    System.setProperty("redis-drill.image.localstack", "mirror/localstack:1");
    try {
      assertThat(origins(OriginsTestCase.class))
          .contains("image.localstack = mirror/localstack:1 (system property ")
          .contains("image.aws-cli = mirror/aws-cli:1 (environment variable REDIS_DRILL_IMAGE_A")
          .contains("image.kubectl = mirror/kubectl:1 (redis-drill.properties)");
      kit.with("redis-drill.image.kubectl", "mirror/kubectl:2");
      assertThat(origins(OriginsTestCase.class))
          .contains("image.kubectl = mirror/kubectl:2 (junit-platform.properties)");
    } finally {
      System.clearProperty("redis-drill.image.localstack");
    }
  }

  @Test
  void whatOnlyAClusterOrAStoreLooksUpIsToldToo() {
    System.setProperty("redis-drill.k3s.keep", "true");
    try {
      kit.with("redis-drill.s3.region", "eu-central-1");
      assertThat(origins(OriginsTestCase.class))
          .contains("k3s.keep = true (system property redis-drill.k3s.keep)")
          .contains("s3.region = eu-central-1 (junit-platform.properties)")
          .doesNotContain("k3s.reuse");
    } finally {
      System.clearProperty("redis-drill.k3s.keep");
    }
  }

  @Test
  void imagesGoDownToTheCluster() {
    kit.with("redis-drill.platform", "k3s");
    System.setProperty("redis-drill.image.k3s", "not a name");
    try {
      assertThat(Kit.failures(kit.run(ClusterTestCase.class)))
          .singleElement()
          .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
          .contains("Cannot use 'not a name' as the image for k3s")
          .contains("system property redis-drill.image.k3s");
    } finally {
      System.clearProperty("redis-drill.image.k3s");
    }
  }
}
