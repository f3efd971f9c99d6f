package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.S3Endpoint;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.SharedCluster;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.scenario.cli.BuiltImage.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/restore-drill-cronjob.yaml} over a backup of a Redis in the same cluster. */
@ExtendWith({SharedCluster.class, BuiltImage.class})
@Timeout(240)
class RestoreDrillCronJobTest {
  private static final String NAME = "redis-restore-drill";
  private static final String BUCKET = "drilled-backups";
  private static final int KEYS = 100;

  @TempDir Path directory;

  private final RunClock clock = RunClock.start();

  @Test
  void passesOnTheNewestBackupWithoutAnyRightsAndFailsOnADamagedOne(
      K3sPlatform platform, Image image) throws Exception {
    platform.provide(Set.of(image.tag()));
    S3Endpoint s3 = platform.s3().orElseThrow();
    S3Settings settings =
        S3Settings.of(BUCKET)
            .at(s3.fromHere())
            .in(s3.region())
            .with(new S3Settings.Keys(s3.accessKey(), s3.secretKey()));
    RunDirectory run = RunDirectory.create(directory, "deploying", clock.startedAt());
    try (EventLog events = run.record(clock);
        RunningRedis redis = platform.deploy(new Deployment(Stacks.rdb(), clock, events));
        Bucket bucket = Bucket.open(settings)) {
      bucket.create();
      String namespace = namespace(run);
      String key = backUp(redis, namespace, bucket);
      try (PublishedManifests manifests = PublishedManifests.in(platform.kubeconfig(), namespace)) {
        apply(manifests, image, s3);
        passes(manifests);
        hasNoRights(platform.kubeconfig(), namespace, manifests.pod("good"));
        putDamaged(bucket, key);
        fails(manifests);
      }
    }
  }

  private static String namespace(RunDirectory run) {
    return run.events().stream()
        .filter(event -> event.type().equals("deployed"))
        .findFirst()
        .orElseThrow()
        .data()
        .path("namespace")
        .asText();
  }

  private String backUp(RunningRedis redis, String namespace, Bucket bucket)
      throws InterruptedException {
    try (RedisClients clients = new RedisClients()) {
      Serving.await(redis, clients, Duration.ofSeconds(60));
      try (Console console = clients.console(redis.endpoint())) {
        for (int i = 0; i < KEYS; i++) {
          console.set(("key:" + i).getBytes(US_ASCII), new byte[100]);
        }
      }
      String pod = redis.process().id();
      return new JvmBackup()
          .run(new BackupSource(redis, clients, clock, pod, namespace), bucket)
          .key();
    }
  }

  private static void apply(PublishedManifests manifests, Image image, S3Endpoint s3)
      throws IOException {
    manifests
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(NAME + "-s3")
                .endMetadata()
                .addToStringData("access-key-id", s3.accessKey())
                .addToStringData("secret-access-key", s3.secretKey().reveal())
                .build())
        .inNamespace(manifests.namespace())
        .serverSideApply();
    String yaml = PublishedManifests.read("restore-drill-cronjob.yaml", image.tag());
    manifests.apply(
        yaml.replace("s3://my-backups/", "s3://" + BUCKET + "/")
            .replace(
                "# - --s3-endpoint=https://s3.example.com", "- --s3-endpoint=" + s3.fromPods()));
  }

  private static void passes(PublishedManifests manifests) {
    String end = manifests.awaitEnd(manifests.start(NAME, "good"));
    assertThat(manifests.log("good"))
        .contains("This backup restores: " + KEYS + " keys", "PASS  max-age=26h");
    assertThat(end).isEqualTo("Complete");
    String verified = manifests.start(NAME, "verify", "verify-report", "/runs/latest");
    assertThat(manifests.awaitEnd(verified)).isEqualTo("Complete");
    assertThat(manifests.log(verified)).contains("PASS  report: SHA-256 ");
  }

  private static void hasNoRights(String kubeconfig, String namespace, Pod pod) {
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo(NAME);
    assertThat(pod.getSpec().getVolumes())
        .allSatisfy(volume -> assertThat(volume.getProjected()).isNull());
    assertThat(pod.getSpec().getContainers().get(0).getVolumeMounts())
        .extracting(mount -> mount.getMountPath())
        .containsExactlyInAnyOrder("/runs", "/tmp");
    Config admin = Config.fromKubeconfig(kubeconfig);
    String user = "system:serviceaccount:" + namespace + ":" + NAME;
    Config drill =
        new ConfigBuilder(admin)
            .withImpersonateUsername(user)
            .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
            .build();
    // To ask what one may do, and who one is: what everybody may.
    assertThat(rights(drill, namespace))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.getVerbs()).containsExactly("create"))
        .flatExtracting(ResourceRule::getResources)
        .allMatch(resource -> resource.startsWith("selfsubject"));
    assertThat(rights(admin, namespace))
        .as("those of the one who asks")
        .anySatisfy(rule -> assertThat(rule.getVerbs()).contains("*"));
  }

  private static List<ResourceRule> rights(Config who, String namespace) {
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(who).build()) {
      var question =
          new SelfSubjectRulesReviewBuilder()
              .withNewSpec()
              .withNamespace(namespace)
              .endSpec()
              .build();
      return client.resource(question).create().getStatus().getResourceRules();
    }
  }

  private void putDamaged(Bucket bucket, String key) throws IOException {
    Path file = directory.resolve("backup.tar.gz");
    bucket.download(bucket.find(key).orElseThrow(), file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    try (Upload upload = bucket.upload(key.replace("redis-backup-", "redis-backup-9"))) {
      upload.write(bytes);
      upload.complete();
    }
  }

  private static void fails(PublishedManifests manifests) {
    String end = manifests.awaitEnd(manifests.start(NAME, "damaged"));
    assertThat(manifests.log("damaged")).contains("FAIL  ").doesNotContain("This backup restores");
    assertThat(end).isEqualTo("Failed");
  }
}
