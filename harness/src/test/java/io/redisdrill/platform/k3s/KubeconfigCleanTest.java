package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.redisdrill.UsageException;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.platform.kubernetes.JvmOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces that were left behind on a cluster that exists, and namespaces of others. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
class KubeconfigCleanTest {
  private static final String CONTEXT = "default";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final List<String> MADE =
      List.of(
          "redis-drill-dead",
          "redis-drill-alive",
          "redis-drill-elsewhere",
          "redis-drill-by-helm",
          "of-others");

  @TempDir Path directory;

  private KubeconfigSettings settings;
  private KubernetesClient client;

  @BeforeEach
  void connect(K3sPlatform platform) throws IOException {
    Path file = Files.writeString(directory.resolve("config"), platform.kubeconfig());
    settings = KubeconfigSettings.standard().withKubeconfig(file);
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(platform.kubeconfig()))
            .build();
    make("redis-drill-dead", "redis-drill", InetAddress.getLocalHost().getHostName() + "/1/2");
    make("redis-drill-alive", "redis-drill", JvmOwner.word());
    make("redis-drill-elsewhere", "redis-drill", "another-machine/1/2");
    make("redis-drill-by-helm", "Helm", "another-machine/1/2");
    make("of-others", "redis-drill", InetAddress.getLocalHost().getHostName() + "/1/2");
  }

  private void make(String name, String managedBy, String owner) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of(MANAGED_BY, managedBy))
                .withAnnotations(Map.of("redis-drill/jvm", owner))
                .endMetadata()
                .build())
        .serverSideApply();
  }

  /** Other tests count the namespaces of the cluster, which is theirs too. */
  @AfterEach
  void remove() {
    for (String name : MADE) {
      client.namespaces().withName(name).delete();
    }
    for (String name : MADE) {
      client.namespaces().withName(name).waitUntilCondition(Objects::isNull, 30, TimeUnit.SECONDS);
    }
    client.close();
  }

  private List<String> names() {
    return client.namespaces().list().getItems().stream()
        .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
        .map(namespace -> namespace.getMetadata().getName())
        .toList();
  }

  @Test
  void removesThoseAloneWhoseJvmIsGone() {
    assertThat(KubeconfigPlatform.clean(CONTEXT, settings, false))
        .containsExactly("namespace redis-drill-dead (context default)");
    assertThat(names())
        .doesNotContain("redis-drill-dead")
        .contains("redis-drill-alive", "redis-drill-elsewhere", "redis-drill-by-helm", "of-others")
        .contains("default", "kube-system");
    assertThat(KubeconfigPlatform.clean(CONTEXT, settings, false)).isEmpty();

    assertThat(KubeconfigPlatform.clean(CONTEXT, settings, true))
        .contains("namespace redis-drill-alive (context default)")
        .contains("namespace redis-drill-elsewhere (context default)");
    assertThat(names()).contains("redis-drill-by-helm", "of-others", "default", "kube-system");
  }

  @Test
  void touchesNoContextThatIsNotNamed() {
    assertThatThrownBy(() -> KubeconfigPlatform.clean("", settings, true))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one of [default]");
    assertThat(names()).contains("redis-drill-dead");
  }
}
