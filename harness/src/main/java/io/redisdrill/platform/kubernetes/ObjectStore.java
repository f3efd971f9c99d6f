package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;

/**
 * An object store outside the cluster, which pods reach as {@code http://s3:<port>}. An address is
 * used and no name: pods do not see the names of a Docker network, as k3s takes another name server
 * where the node's own is on its loopback.
 *
 * @param address as the pods reach it
 * @param port TCP port, for the Service too
 */
public record ObjectStore(String address, int port) {
  private static final String NAME = "s3";

  List<HasMetadata> objects() {
    return List.of(
        new ServiceBuilder()
            .withNewMetadata()
            .withName(NAME)
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withName(NAME)
            .withPort(port)
            .withProtocol("TCP")
            .endPort()
            .endSpec()
            .build(),
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(NAME)
            .addToLabels("kubernetes.io/service-name", NAME)
            .endMetadata()
            .withAddressType("IPv4")
            .addNewEndpoint()
            .withAddresses(address)
            .endEndpoint()
            .addNewPort()
            .withName(NAME)
            .withPort(port)
            .withProtocol("TCP")
            .endPort()
            .build());
  }
}
