package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.scenario.SharedCluster;
import io.redisdrill.scenario.cli.BuiltImage.Image;
import io.redisdrill.scenario.cli.PublishedManifests.Ended;
import io.redisdrill.sweep.KnownAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/sweep-job.yaml} as it is, and what sweep.md says about it. */
@ExtendWith({SharedCluster.class, BuiltImage.class})
@Timeout(240)
class SweepJobTest {
  private static final String FILES = "redis-sweep-files";
  private static final String JOB = "redis-sweep";
  private static final String NAMESPACE = "redis-sweep-" + ProcessHandle.current().pid();

  @TempDir Path directory;

  @Test
  void fourPartsInAClusterAreTheSweepInOneGo(K3sPlatform platform, Image image) throws Exception {
    platform.provide(Set.of(image.tag()));
    try (PublishedManifests manifests = PublishedManifests.in(platform.kubeconfig(), NAMESPACE);
        LocalEngine engine = LocalEngine.open(Optional.empty())) {
      String yaml = PublishedManifests.read("sweep-job.yaml", image.tag());
      assertThatThrownBy(() -> manifests.apply(yaml.replace("drop: [\"ALL\"]", "drop: []")))
          .as("a pod with more rights")
          .hasMessageContaining("violates PodSecurity");
      manifests.apply(yaml);
      Path data = KnownAnswer.record(engine);
      manifests.awaitReady(FILES);
      fill(manifests, data);
      resume(manifests);
      Path whole = directory.resolve("whole");
      Cli inOneGo = Cli.drill("sweep", data, "--out", whole, "--json");
      assertThat(inOneGo.code()).as(inOneGo.err()).isEqualTo(ExitCode.FAIL);
      assertThat(manifests.awaitEnd(JOB)).isEqualTo("Complete");

      Ended half = merge(manifests, 3);
      assertThat(half.code()).isEqualTo(ExitCode.USAGE);
      assertThat(half.said()).contains("expected all 4 shards, found none of 3/4");
      Ended merged = merge(manifests, 4);
      assertThat(merged.code()).isEqualTo(ExitCode.FAIL);
      assertThat(merged.said()).contains("318 of 318 images", "165  poisoned");
      assertThat(manifests.exec(FILES, "cat", "/runs/of-4/sweep.json").said())
          .isEqualTo(Files.readString(whole.resolve("sweep.json")));
      // Else it would meet the next test on a cluster that is kept.
      manifests.client().namespaces().withName(NAMESPACE).delete();
    }
  }

  private static void fill(PublishedManifests manifests, Path data) {
    assertThat(
            manifests
                .client()
                .pods()
                .inNamespace(manifests.namespace())
                .withName(FILES)
                .dir("/data")
                .upload(data))
        .isTrue();
  }

  private static void resume(PublishedManifests manifests) {
    manifests
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(manifests.namespace())
        .withName(JOB)
        .edit(
            job -> {
              job.getSpec().setSuspend(false);
              return job;
            });
  }

  private static Ended merge(PublishedManifests manifests, int parts) throws Exception {
    Stream<String> directories = IntStream.range(0, parts).mapToObj(index -> "/runs/part-" + index);
    List<String> words =
        Stream.of(
                Stream.of("/opt/redis-drill/bin/drill", "merge"),
                directories,
                Stream.of("--out", "/runs/of-" + parts))
            .flatMap(each -> each)
            .toList();
    return manifests.exec(FILES, words.toArray(String[]::new));
  }
}
