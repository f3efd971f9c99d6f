package io.redisdrill.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {
  private static final PodSpec ANY_USER = new PodSpec();
  private static final PodSpec PLAIN_USER =
      new PodSpecBuilder()
          .withNewSecurityContext()
          .withRunAsUser(999L)
          .endSecurityContext()
          .build();
  private static final ImageConfig OFFICIAL =
      new ImageConfig(List.of("docker-entrypoint.sh"), List.of("redis-server"), "", "/usr/bin");

  private static LaunchPlan plan(PodSpec pod, Container container, Optional<ImageConfig> image) {
    return LaunchPlan.of(pod, container, image, () -> "/usr/bin");
  }

  private static Container container(List<String> command, String... args) {
    return new ContainerBuilder().withCommand(command).withArgs(args).build();
  }

  private static LaunchPlan inFront(String... words) {
    return new LaunchPlan.InFront(List.of(words));
  }

  private static LaunchPlan byName() {
    return new LaunchPlan.ByName("/usr/bin");
  }

  @Test
  void standsBeforeAServerWhoeverRunsIt() {
    Container server = container(List.of("/usr/bin/redis-server"), "/c/redis.conf");
    assertThat(plan(ANY_USER, server, Optional.empty()))
        .isEqualTo(inFront("/usr/bin/redis-server", "/c/redis.conf"));
  }

  @Test
  void standsBeforeTheEntrypointOfTheImageIfItIsNoRoot() {
    assertThat(plan(PLAIN_USER, container(List.of()), Optional.of(OFFICIAL)))
        .isEqualTo(inFront("docker-entrypoint.sh", "redis-server"));
    assertThat(plan(PLAIN_USER, container(List.of(), "/c/redis.conf"), Optional.of(OFFICIAL)))
        .isEqualTo(inFront("docker-entrypoint.sh", "/c/redis.conf"));
  }

  @Test
  void standsBelowAnEntrypointThatMayChangeTheUser() {
    assertThat(plan(ANY_USER, container(List.of()), Optional.of(OFFICIAL))).isEqualTo(byName());
    assertThat(plan(ANY_USER, container(List.of("sh", "-c", "x")), Optional.of(OFFICIAL)))
        .isEqualTo(byName());
  }

  @Test
  void standsBeforeWhatAnImageRunsAsItsOwnUser() {
    ImageConfig own = new ImageConfig(List.of("/start.sh"), List.of(), "1001:0", "");
    assertThat(plan(ANY_USER, container(List.of()), Optional.of(own)))
        .isEqualTo(inFront("/start.sh"));
  }

  @Test
  void theContainersUserCountsBeforeThePods() {
    Container root =
        new ContainerBuilder()
            .withCommand("start.sh")
            .withNewSecurityContext()
            .withRunAsUser(0L)
            .endSecurityContext()
            .build();
    assertThat(plan(PLAIN_USER, root, Optional.empty())).isEqualTo(byName());
  }

  @Test
  void keepsWhatOnlyLooksLikeAVariableOfKubernetes() {
    ImageConfig shell = new ImageConfig(List.of("sh", "-c", "$(id)"), List.of(), "1", "");
    assertThat(plan(ANY_USER, container(List.of()), Optional.of(shell)))
        .isEqualTo(inFront("sh", "-c", "$$(id)"));
  }

  @Test
  void goesByNameWhereNothingIsKnownOfTheImage() {
    assertThat(plan(PLAIN_USER, container(List.of()), Optional.empty())).isEqualTo(byName());
  }
}
