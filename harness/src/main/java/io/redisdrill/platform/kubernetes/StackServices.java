package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.redisdrill.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Services of a stack that clients use. One whose selector matches no pod leads nowhere; a
 * drill that went around it would show what no client sees.
 */
final class StackServices {
  private final int port;
  private final Set<String> portNames = new HashSet<>();

  private StackServices(List<HasMetadata> objects, int port) {
    this.port = port;
    for (HasMetadata object : objects) {
      for (Container container : PodSpecs.containers(object)) {
        for (ContainerPort each : container.getPorts()) {
          if (each.getName() != null && each.getContainerPort() == port) {
            portNames.add(each.getName());
          }
        }
      }
    }
  }

  /** Throws if there are Services for clients of Redis, and none of them leads to it. */
  static void requireEndpoints(List<HasMetadata> objects, Map<String, String> labels, int port) {
    StackServices services = new StackServices(objects, port);
    List<Service> forClients =
        objects.stream()
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .filter(services::isForClients)
            .toList();
    if (!forClients.isEmpty() && forClients.stream().noneMatch(s -> matches(s, labels))) {
      Service first = forClients.get(0);
      throw new UsageException(
          "Cannot reach Redis through %s of the stack".formatted(PodSpecs.nameOf(first)),
          "a selector that matches the labels of its pod, " + labels,
          "%s, so that the Service has no endpoints".formatted(first.getSpec().getSelector()),
          "Correct the selector of that Service.");
    }
  }

  private boolean isForClients(Service service) {
    return !"None".equals(service.getSpec().getClusterIP())
        && service.getSpec().getSelector() != null
        && !service.getSpec().getSelector().isEmpty()
        && service.getSpec().getPorts().stream().anyMatch(this::leadsToRedis);
  }

  private boolean leadsToRedis(ServicePort from) {
    IntOrString to = from.getTargetPort();
    if (to == null) {
      return from.getPort() == port;
    }
    return to.getIntVal() == null ? portNames.contains(to.getStrVal()) : to.getIntVal() == port;
  }

  private static boolean matches(Service service, Map<String, String> labels) {
    return labels.entrySet().containsAll(service.getSpec().getSelector().entrySet());
  }
}
