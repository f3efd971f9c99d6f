package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.run.Waiting;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The namespaces that this tool made: no other is ever touched.
 *
 * @param client of the cluster
 * @param labels put on each, beside {@link #MANAGED_BY}
 */
record Namespaces(KubernetesClient client, Map<String, String> labels) {
  /**
   * One that is still there.
   *
   * @param name of the namespace
   * @param owner names the JVM that made it; empty if it does not say
   */
  record Leftover(String name, String owner) {}

  // An annotation, since a label must be short and knows no slash.
  private static final String JVM = "redis-drill/jvm";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String TOOL = "redis-drill";
  private static final String PREFIX = TOOL + "-";
  private static final Duration GONE_LIMIT = Duration.ofSeconds(60);
  private static final int RANDOM_BITS = 40;

  /** Makes a new one and returns its name. */
  String create() {
    return create(
        PREFIX
            + Long.toString(new SecureRandom().nextLong(1L << RANDOM_BITS), Character.MAX_RADIX));
  }

  /** Makes one that was there before, and is gone. */
  String create(String name) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(MANAGED_BY, TOOL);
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name.toLowerCase(Locale.ROOT))
            .withLabels(all)
            .addToAnnotations(JVM, JvmOwner.word())
            .endMetadata()
            .build();
    try {
      return client.resource(namespace).create().getMetadata().getName();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot make the namespace " + name, e);
    }
  }

  List<Leftover> leftovers() {
    try {
      return client.namespaces().withLabel(MANAGED_BY, TOOL).list().getItems().stream()
          .map(namespace -> new Leftover(namespace.getMetadata().getName(), owner(namespace)))
          .filter(leftover -> leftover.name().startsWith(PREFIX))
          .toList();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot list the namespaces", e);
    }
  }

  private static String owner(Namespace namespace) {
    Map<String, String> annotations = namespace.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(JVM, "");
  }

  /**
   * Begins to remove one. The end takes five seconds at the least, in which nothing happens.
   *
   * <p>Source: {@code namespaceDeletionGracePeriod} in pkg/controller/namespace of Kubernetes.
   */
  void remove(String name) {
    requireOurs(name);
    try {
      client.namespaces().withName(name).delete();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot remove the namespace " + name, e);
    }
  }

  /** Returns once it is gone. */
  void awaitEnd(String name) {
    try {
      Waiting.until(
          "the end of namespace " + name,
          GONE_LIMIT,
          () -> client.namespaces().withName(name).get() == null,
          () -> "a namespace that is still there");
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot remove the namespace " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot wait for the end of namespace " + name,
          "time to see it",
          "an interruption",
          "See ./drill clean.",
          e);
    }
  }

  /** Throws unless the namespace is there, and this tool made it. */
  void requireThere(String name) {
    requireOurs(name);
    if (client.namespaces().withName(name).get() == null) {
      throw new UsageException(
          "Cannot find the namespace " + name,
          "one of " + leftovers(),
          "none",
          "Correct its name.");
    }
  }

  private void requireOurs(String name) {
    Namespace namespace;
    try {
      namespace = client.namespaces().withName(name).get();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot look at the namespace " + name, e);
    }
    Map<String, String> found =
        namespace == null || namespace.getMetadata().getLabels() == null
            ? Map.of()
            : namespace.getMetadata().getLabels();
    if (namespace != null && !(name.startsWith(PREFIX) && TOOL.equals(found.get(MANAGED_BY)))) {
      throw new UsageException(
          "Cannot touch the namespace " + name,
          "one that this tool made, with the label %s=%s".formatted(MANAGED_BY, TOOL),
          "labels " + found,
          "Use kubectl, if it is yours.");
    }
  }
}
