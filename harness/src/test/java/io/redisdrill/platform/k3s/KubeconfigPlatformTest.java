package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of the other tests, as one that exists. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
class KubeconfigPlatformTest {
  private static final String CONTEXT = "default";

  @TempDir Path directory;

  private Path file;
  private KubeconfigSettings settings;

  @BeforeEach
  void write(K3sPlatform platform) throws IOException {
    file = Files.writeString(directory.resolve("config"), platform.kubeconfig());
    settings = KubeconfigSettings.standard().withKubeconfig(file);
  }

  /** The images lie on the node once a stack was deployed there. */
  private void bringImages(K3sPlatform platform) {
    try (Deploying deploying = new Deploying(directory)) {
      deploying.deploy(platform, SharedCluster.stack("aof")).close();
    }
  }

  @Test
  void drillsInANamespaceOfItsOwn(K3sPlatform k3s) {
    bringImages(k3s);
    try (KubeconfigPlatform platform = KubeconfigPlatform.open(CONTEXT, settings);
        DrillRunner runner = new DrillRunner(directory)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack("aof"))
                  .workload(Workload.registers().lasting(Duration.ofSeconds(1)))
                  .fault(new ContainerKill())
                  .build());
      assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
      assertThat(result.dataLoss().lost()).isZero();
      assertThat(platform.unavailable(Capability.KILL)).isEmpty();
      assertThat(platform.unavailable(Capability.NODE_RESTART)).isPresent();
    }
    try (KubeconfigPlatform platform = KubeconfigPlatform.open(CONTEXT, settings)) {
      assertThat(platform.leftovers()).isEmpty();
    }
  }

  @Test
  void takesNoContextThatIsNotNamed() {
    assertThatThrownBy(() -> KubeconfigPlatform.open("", settings))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("one of [default]");
    assertThatThrownBy(() -> KubeconfigPlatform.open("production", settings))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("production");
  }

  @Test
  void removesNoNamespaceOfOthers() {
    try (KubeconfigPlatform platform = KubeconfigPlatform.open(CONTEXT, settings)) {
      assertThatThrownBy(() -> platform.remove("kube-system"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("one that this tool made");
    }
  }

  @Test
  void saysWhichRightIsMissing() throws IOException {
    Config admin = Config.fromKubeconfig(Files.readString(file));
    String token;
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(admin).build()) {
      token =
          client
              .serviceAccounts()
              .inNamespace("default")
              .withName("default")
              .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
              .getStatus()
              .getToken();
    }
    String text =
        Files.readString(file)
            .replaceAll("client-certificate-data: .*", "token: " + token)
            .replaceAll("client-key-data: .*", "");
    Files.writeString(file, text);
    assertThatThrownBy(() -> KubeconfigPlatform.open(CONTEXT, settings))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("may not create namespaces");
  }

  @Test
  void saysThatNoServerAnswers() throws IOException {
    Files.writeString(
        file, Files.readString(file).replaceAll("server: .*", "server: https://127.0.0.1:1"));
    assertThatThrownBy(() -> KubeconfigPlatform.open(CONTEXT, settings))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("an API server that answers");
  }
}
