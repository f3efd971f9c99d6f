package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Jobs;
import io.redisdrill.platform.Secret;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The jobs of a namespace.
 *
 * @param client of the cluster
 * @param namespace of the jobs
 */
record ClusterJobs(KubernetesClient client, String namespace) implements Jobs {
  // Names of pods are those of their Job with five letters more, and have 63 at the most.
  private static final int LONGEST_NAME = 40;

  @Override
  public void secret(String name, Map<String, Secret> entries) {
    Map<String, String> plain = new HashMap<>();
    entries.forEach((key, value) -> plain.put(key, value.reveal()));
    apply(
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withStringData(plain)
            .build());
  }

  private void apply(HasMetadata object) {
    try {
      client
          .resource(object)
          .inNamespace(namespace)
          .fieldManager("redis-drill")
          .forceConflicts()
          .serverSideApply();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot apply " + PodSpecs.nameOf(object), e);
    }
  }

  @Override
  public Ended run(String name, Map<String, String> environment, Duration limit)
      throws InterruptedException {
    String job = start(name, environment);
    AtomicReference<String> last = new AtomicReference<>("not started yet");
    List<Ended> ended = new ArrayList<>();
    try {
      Waiting.until(
          "the end of Job " + job,
          limit,
          () -> {
            look(job, last).ifPresent(ended::add);
            return !ended.isEmpty();
          },
          () -> last + "; " + new JobWords(client, namespace, job).last());
      return ended.get(0);
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot watch Job " + job, e);
    } finally {
      remove(job);
    }
  }

  /** A pod that is over still protects the claims that it mounted: nobody could delete them. */
  private void remove(String job) {
    try {
      client
          .batch()
          .v1()
          .jobs()
          .inNamespace(namespace)
          .withName(job)
          .withPropagationPolicy(DeletionPropagation.BACKGROUND)
          .delete();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot remove Job " + job, e);
    }
  }

  /** As {@code kubectl create job --from=cronjob/NAME} does. */
  private String start(String name, Map<String, String> environment) {
    String base = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    try {
      JobSpec spec = spec(name);
      environment.forEach((key, value) -> set(spec.getTemplate().getSpec(), key, value));
      Job job =
          new JobBuilder()
              .withNewMetadata()
              .withGenerateName(base + "-drill-")
              .addToAnnotations("cronjob.kubernetes.io/instantiate", "manual")
              .endMetadata()
              .withSpec(spec)
              .build();
      return client.resource(job).inNamespace(namespace).create().getMetadata().getName();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot start a Job from " + name, e);
    }
  }

  private static void set(PodSpec pod, String key, String value) {
    Stream.of(pod.getInitContainers(), pod.getContainers())
        .flatMap(List::stream)
        .forEach(
            container -> {
              List<EnvVar> all = new ArrayList<>(container.getEnv());
              all.removeIf(each -> each.getName().equals(key));
              all.add(new EnvVar(key, value, null));
              container.setEnv(all);
            });
  }

  private JobSpec spec(String name) {
    var batch = client.batch().v1();
    CronJob cron = batch.cronjobs().inNamespace(namespace).withName(name).get();
    if (cron != null) {
      return cron.getSpec().getJobTemplate().getSpec();
    }
    Job job = batch.jobs().inNamespace(namespace).withName(name).get();
    if (job == null) {
      throw new UsageException(
          "Cannot start the backup " + name,
          "a CronJob or a Job of that name beside the Redis",
          "CronJobs "
              + batch.cronjobs().inNamespace(namespace).list().getItems().stream()
                  .map(each -> each.getMetadata().getName())
                  .toList(),
          "Add it to the manifests, or correct its name.");
    }
    // The selector, and the labels that it asks for, belong to the first run.
    JobSpec again = new JobBuilder(job).build().getSpec();
    again.setSelector(null);
    again.getTemplate().getMetadata().setLabels(null);
    return again;
  }

  private Optional<Ended> look(String name, AtomicReference<String> last) {
    Job job = client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
    if (job == null || job.getStatus() == null) {
      return Optional.empty();
    }
    last.set(
        "active %s, failed %s".formatted(job.getStatus().getActive(), job.getStatus().getFailed()));
    return job.getStatus().getConditions().stream()
        .filter(condition -> condition.getStatus().equals("True"))
        .filter(c -> c.getType().equals("Complete") || c.getType().equals("Failed"))
        .findFirst()
        .map(condition -> ended(name, condition));
  }

  private Ended ended(String name, JobCondition condition) {
    boolean complete = condition.getType().equals("Complete");
    return new Ended(
        name,
        complete,
        complete ? "Complete" : condition.getReason() + ": " + condition.getMessage(),
        new JobWords(client, namespace, name).last());
  }
}
