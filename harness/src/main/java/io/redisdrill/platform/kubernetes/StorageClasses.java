package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** The storage classes of a cluster. */
final class StorageClasses {
  private StorageClasses() {}

  /** Returns their names; none if this user may not see them. */
  static List<String> names(KubernetesClient client) {
    try {
      return client.storage().v1().storageClasses().list().getItems().stream()
          .map(each -> each.getMetadata().getName())
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return List.of();
      }
      throw Refusals.of("Cannot list the storage classes", e);
    }
  }
}
