package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits storage and requests to the cluster, as far as the settings say so.
 *
 * @param settings what to change
 * @param storageClasses those that the cluster has; empty if it does not tell
 * @param adaptations takes what is changed
 */
record ResourceAdaptation(
    DeploySettings settings, List<String> storageClasses, Adaptations adaptations) {
  void apply(HasMetadata object) {
    if (object instanceof PersistentVolumeClaim claim) {
      fit(object, claim);
    }
    if (object instanceof StatefulSet set) {
      set.getSpec().getVolumeClaimTemplates().forEach(claim -> fit(object, claim));
    }
    for (Container container : PodSpecs.containers(object)) {
      settings.cpuRequest().ifPresent(most -> limit(object, container, "cpu", most));
      settings.memoryRequest().ifPresent(most -> limit(object, container, "memory", most));
    }
  }

  private void fit(HasMetadata object, PersistentVolumeClaim claim) {
    String field = "claim " + claim.getMetadata().getName();
    Optional<String> named = Optional.ofNullable(claim.getSpec().getStorageClassName());
    boolean unknown =
        !storageClasses.isEmpty() && named.filter(n -> !storageClasses.contains(n)).isPresent();
    if (settings.storageClass().isPresent() || unknown) {
      String to = settings.storageClass().orElse("(the cluster's default)");
      claim.getSpec().setStorageClassName(settings.storageClass().orElse(null));
      adaptations.record(
          PodSpecs.nameOf(object),
          field + ".storageClassName",
          named,
          to,
          unknown ? "the cluster has no such class" : "the settings name another");
    }
    settings.storageSize().ifPresent(size -> resize(object, claim, field, size));
  }

  private void resize(HasMetadata object, PersistentVolumeClaim claim, String field, String size) {
    Map<String, Quantity> requests = claim.getSpec().getResources().getRequests();
    Quantity from = requests.get("storage");
    claim.getSpec().getResources().setRequests(with(requests, "storage", size));
    adaptations.record(
        PodSpecs.nameOf(object),
        field + ".storage",
        Optional.ofNullable(from).map(Quantity::toString),
        size,
        "the settings name another");
  }

  private void limit(HasMetadata object, Container container, String what, String most) {
    if (container.getResources() == null) {
      return;
    }
    Map<String, Quantity> requests = container.getResources().getRequests();
    Quantity asked = requests == null ? null : requests.get(what);
    if (requests != null && asked != null && asked.compareTo(new Quantity(most)) > 0) {
      container.getResources().setRequests(with(requests, what, most));
      adaptations.record(
          PodSpecs.nameOf(object),
          "containers[%s].resources.requests.%s".formatted(container.getName(), what),
          Optional.of(asked.toString()),
          most,
          "the settings allow no more");
    }
  }

  private static Map<String, Quantity> with(
      Map<String, Quantity> quantities, String name, String value) {
    Map<String, Quantity> changed = new HashMap<>(quantities);
    changed.put(name, new Quantity(value));
    return changed;
  }
}
