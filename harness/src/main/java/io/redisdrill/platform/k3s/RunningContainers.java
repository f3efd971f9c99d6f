package io.redisdrill.platform.k3s;

import io.redisdrill.platform.Secret;
import io.redisdrill.platform.kubernetes.ObjectStore;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/**
 * The containers of a cluster that runs.
 *
 * @param node Kubernetes
 * @param localstack the S3 beside it, once it is ready
 * @param ports how node ports are reached
 * @param end takes them away, unless they stay
 */
record RunningContainers(
    NodeContainer node, Supplier<Optional<NodeContainer>> localstack, NodePorts ports, Runnable end)
    implements AutoCloseable {
  private static final int S3_PORT = 4566;
  // What LocalStack takes, whoever asks: LocalStackContainer of Testcontainers has the same.
  private static final String REGION = "us-east-1";
  private static final String KEY = "test";

  /** Returns how pods reach LocalStack. */
  Optional<ObjectStore> store() {
    return localstack.get().map(container -> new ObjectStore(container.address(), S3_PORT));
  }

  Optional<S3Endpoint> s3() {
    return localstack
        .get()
        .map(
            container ->
                new S3Endpoint(
                    URI.create(
                        "http://%s:%d"
                            .formatted(
                                DockerClientFactory.instance().dockerHostIpAddress(),
                                container.published(S3_PORT))),
                    URI.create("http://s3:" + S3_PORT),
                    REGION,
                    KEY,
                    Secret.of(KEY)));
  }

  @Override
  public void close() {
    end.run();
  }
}
