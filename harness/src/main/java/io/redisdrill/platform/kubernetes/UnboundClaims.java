package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/**
 * Claims that get no volume. A pod that waits for one has no condition that says so where its node
 * is chosen first: only the claim's own events do, if its provisioner writes any.
 */
final class UnboundClaims {
  // A cloud takes up to half a minute to make a disk; a provisioner that complains has tried.
  private static final Duration SILENT = Duration.ofSeconds(40);
  private static final Duration COMPLAINING = Duration.ofSeconds(5);

  private UnboundClaims() {}

  /** Returns the trouble with a claim of a pod that has been waiting for {@code since}. */
  static Optional<Trouble> of(
      KubernetesClient client, String namespace, EventWatch events, Duration since) {
    Optional<String> complaint = events.last("ProvisioningFailed");
    if (since.compareTo(complaint.isPresent() ? COMPLAINING : SILENT) < 0) {
      return Optional.empty();
    }
    try {
      return client.persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
          .filter(claim -> "Pending".equals(claim.getStatus().getPhase()))
          .findFirst()
          .map(claim -> trouble(claim, complaint));
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }

  private static Trouble trouble(PersistentVolumeClaim claim, Optional<String> complaint) {
    return new Trouble(
        "a claim that is not bound: %s (%s, storage class %s)%s"
            .formatted(
                claim.getMetadata().getName(),
                String.join(", ", claim.getSpec().getAccessModes()),
                claim.getSpec().getStorageClassName(),
                complaint.map(message -> ": " + message).orElse("")),
        "Ask for what the class can give, or choose another class.",
        true);
  }
}
