package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A namespace in which pods must be restricted, and what the documentation has people do there.
 *
 * @param client closed with it
 * @param namespace its name
 */
record PublishedManifests(KubernetesClient client, String namespace) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<String, String> RESTRICTED =
      Map.of("pod-security.kubernetes.io/enforce", "restricted");

  /**
   * What a command in a pod came to.
   *
   * @param code it ended with
   * @param said what it said, to both of its streams
   */
  record Ended(int code, String said) {}

  static PublishedManifests in(String kubeconfig, String namespace) {
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .withLabels(RESTRICTED)
                .endMetadata()
                .build())
        .serverSideApply();
    return new PublishedManifests(client, namespace);
  }

  /** Returns a file below docs, with this image in it. */
  static String read(String file, String image) throws IOException {
    return Files.readString(Path.of("../docs", file))
        .replace("registry.example.com/redis-drill:0.1.0", image);
  }

  void apply(String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  /** As {@code kubectl create job --from=cronjob/NAME} does; with other arguments, if there are. */
  String start(String cronJob, String job, String... arguments) {
    CronJob from =
        client.batch().v1().cronjobs().inNamespace(namespace).withName(cronJob).require();
    var spec = from.getSpec().getJobTemplate().getSpec();
    if (arguments.length > 0) {
      spec.getTemplate().getSpec().getContainers().get(0).setArgs(Arrays.asList(arguments));
    }
    var made = new JobBuilder().withNewMetadata().withName(job).endMetadata().withSpec(spec);
    return client.resource(made.build()).inNamespace(namespace).create().getMetadata().getName();
  }

  /** Returns Complete or Failed. */
  String awaitEnd(String job) {
    return await("the end of Job " + job)
        .atMost(LIMIT)
        .until(() -> end(job), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> end(String job) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(job)
        .require()
        .getStatus()
        .getConditions()
        .stream()
        .filter(condition -> condition.getStatus().equals("True"))
        .map(JobCondition::getType)
        .filter(type -> type.equals("Complete") || type.equals("Failed"))
        .findFirst();
  }

  Pod pod(String job) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .get(0);
  }

  String log(String job) {
    return client.pods().inNamespace(namespace).withName(pod(job).getMetadata().getName()).getLog();
  }

  void awaitReady(String pod) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .waitUntilReady(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** As {@code kubectl exec} does. */
  Ended exec(String pod, String... words) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .writingOutput(said)
            .writingError(said)
            .exec(words)) {
      int code = exec.exitCode().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return new Ended(code, said.toString(UTF_8));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
