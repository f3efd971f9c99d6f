package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.redisdrill.junit.PlatformChoice;
import io.redisdrill.junit.RedisPersistenceTest;
import io.redisdrill.junit.RedisUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A platform whose libraries this suite has not declared. */
class MissingPlatformTest {
  @RedisPersistenceTest(platform = PlatformChoice.K3S)
  static class OnKubernetes {
    @Test
    void never(RedisUnderTest redis) {
      throw new AssertionError("ran on " + redis.uri());
    }
  }

  @Test
  void namesTheLibrariesToAdd() {
    SummaryGeneratingListener seen = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(OnKubernetes.class))
                .build(),
            seen);
    assertThat(seen.getSummary().getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .hasMessageContaining("Cannot open the platform k3s")
                    .hasMessageContaining("expected its libraries: io.fabric8:kubernetes-client")
                    .hasMessageContaining("org.testcontainers:k3s")
                    .hasMessageContaining(
                        "found io.fabric8:kubernetes-client is not on the class path")
                    .hasMessageContaining("Add them as dependencies"));
  }
}
