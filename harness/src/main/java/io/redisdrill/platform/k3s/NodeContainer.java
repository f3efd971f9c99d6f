package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.redisdrill.DrillException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecInContainerPattern;
import org.testcontainers.k3s.K3sContainer;

/**
 * The container that is a node, whichever JVM started it.
 *
 * @param docker the engine that runs it
 * @param id of the container
 */
record NodeContainer(DockerClient docker, String id) {
  private static final String KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";
  private static final int TAR_BLOCK = 512;

  ExecResult exec(String... command) throws IOException, InterruptedException {
    return ExecInContainerPattern.execInContainer(docker, inspect(), command);
  }

  private InspectContainerResponse inspect() {
    return docker.inspectContainerCmd(id).exec();
  }

  String address() {
    return NodePorts.addressOf(docker, id);
  }

  /** Returns the port of this machine at which a port of the container is published. */
  int published(int inside) {
    Ports.Binding[] bindings =
        inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(inside));
    if (bindings == null || bindings.length == 0) {
      throw new DrillException(
          "Cannot reach the container " + id,
          "its port %d, published by the Docker engine".formatted(inside),
          "no such port",
          "Remove it with ./drill clean.");
    }
    return Integer.parseInt(bindings[0].getHostPortSpec());
  }

  /** Returns a kubeconfig that leads to it from here. */
  String kubeconfig() {
    try {
      ExecResult read = exec("cat", KUBECONFIG);
      if (read.getExitCode() == 0) {
        String server =
            "https://%s:%d"
                .formatted(
                    DockerClientFactory.instance().dockerHostIpAddress(),
                    published(K3sContainer.KUBE_SECURE_PORT));
        return read.getStdout().replaceAll("server: \\S+", "server: " + server);
      }
      throw unreadable(read.getStderr().strip());
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable("an interruption");
    }
  }

  private DrillException unreadable(String found) {
    return new DrillException(
        "Cannot use the cluster in container " + id,
        "its kubeconfig " + KUBECONFIG,
        found,
        "Remove it with ./drill clean.");
  }

  /** Copies a file to the top directory of the container. */
  void copyIn(Path file, String name) throws IOException {
    long size = Files.size(file);
    byte[] end = new byte[(int) (-size & (TAR_BLOCK - 1)) + 2 * TAR_BLOCK];
    try (InputStream content = Files.newInputStream(file);
        InputStream tar =
            new SequenceInputStream(
                java.util.Collections.enumeration(
                    List.of(
                        new ByteArrayInputStream(header(name, size)),
                        content,
                        new ByteArrayInputStream(end))))) {
      docker.copyArchiveToContainerCmd(id).withTarInputStream(tar).withRemotePath("/").exec();
    }
  }

  /** One file of mode 0600, as POSIX defines the header of ustar. */
  private static byte[] header(String name, long size) {
    ByteBuffer block = ByteBuffer.allocate(TAR_BLOCK);
    block.put(0, name.getBytes(US_ASCII));
    block.put(100, "0000600\0000000000\0000000000\0".getBytes(US_ASCII));
    block.put(124, "%011o\00000000000000\0".formatted(size).getBytes(US_ASCII));
    block.put(148, "        0".getBytes(US_ASCII));
    block.put(257, "ustar\00000".getBytes(US_ASCII));
    int sum = 0;
    for (byte each : block.array()) {
      sum += each;
    }
    block.put(148, "%06o\0 ".formatted(sum).getBytes(US_ASCII));
    return block.array();
  }
}
