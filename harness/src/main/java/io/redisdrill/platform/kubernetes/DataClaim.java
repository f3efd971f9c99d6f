package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.Optional;

/**
 * The claim that holds the files of a Redis.
 *
 * @param client of the cluster
 * @param namespace of the claim
 * @param name of the claim; none if the files go with the pod
 */
record DataClaim(KubernetesClient client, String namespace, Optional<String> name) {
  private static final Duration GONE_LIMIT = Duration.ofSeconds(60);

  /**
   * Deletes the claim, and with it the volume, and makes the same claim anew.
   *
   * @return what shows it
   */
  String replace() {
    String claim =
        name.orElseThrow(
            () ->
                new DrillException(
                    "Cannot take the volume away",
                    "a PersistentVolumeClaim",
                    "none: the files go with the pod",
                    "Drill PodDelete instead."));
    try {
      var resource = client.persistentVolumeClaims().inNamespace(namespace).withName(claim);
      PersistentVolumeClaim old = resource.require();
      String uid = old.getMetadata().getUid();
      resource.delete();
      Waiting.until(
          "the end of claim " + claim,
          GONE_LIMIT,
          () -> resource.get() == null,
          () -> "a claim that is still there; a pod that mounts it protects it");
      client.resource(anew(old)).inNamespace(namespace).create();
      return "claim %s deleted (uid %s, volume %s) and made anew"
          .formatted(claim, uid, old.getSpec().getVolumeName());
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot replace the claim " + claim, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot replace the claim " + claim, "time to do it", "an interruption", "Try again.");
    }
  }

  private static PersistentVolumeClaim anew(PersistentVolumeClaim old) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(old.getMetadata().getName())
        .withLabels(old.getMetadata().getLabels())
        .endMetadata()
        .withNewSpec()
        .withAccessModes(old.getSpec().getAccessModes())
        .withStorageClassName(old.getSpec().getStorageClassName())
        .withResources(old.getSpec().getResources())
        .endSpec()
        .build();
  }
}
