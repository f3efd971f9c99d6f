package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.kubernetes.ContainerRef;
import io.redisdrill.platform.kubernetes.Node;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container.ExecResult;

/** The one node of a k3s cluster: a container of the Docker engine. */
final class K3sNode implements Node, AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(90);

  private static final String KILL_ALL =
      "pids=; for id; do ctr -n k8s.io task kill -s SIGKILL \"$id\" & pids=\"$pids $!\"; done;"
          + " for pid in $pids; do wait \"$pid\" || exit 1; done";

  private final DockerClient docker;
  private final NodeContainer container;
  private final NodePorts ports;
  private final ContainerEvents events;

  K3sNode(NodeContainer container, NodePorts ports) {
    this.docker = container.docker();
    this.container = container;
    this.ports = ports;
    this.events = new ContainerEvents(docker, container.id());
    events.open();
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return Optional.empty();
  }

  @Override
  public boolean sharesClock() {
    return true;
  }

  @Override
  public boolean needsSharedProcesses() {
    return false;
  }

  @Override
  public Optional<Integer> claimPort() {
    return ports.claim();
  }

  @Override
  public void releasePort(int port) {
    ports.release(port);
  }

  @Override
  public Address reach(int nodePort) {
    return ports.reach(nodePort);
  }

  @Override
  public void kill(ContainerRef container) {
    run("kill", "ctr", "-n", "k8s.io", "task", "kill", "-s", "SIGKILL", container.id());
  }

  /** One shell for all: a call for each would take a tenth of a second each. */
  @Override
  public void kill(List<ContainerRef> containers) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", KILL_ALL, "sh"));
    containers.forEach(each -> command.add(each.id()));
    run("kill", command.toArray(String[]::new));
  }

  @Override
  public void exhaustMemory(ContainerRef container) {
    run("exhaust the memory of", "sh", "-c", MemoryLimit.SCRIPT, "sh", container.id());
  }

  private void run(String verb, String... command) {
    try {
      ExecResult result = this.container.exec(command);
      if (result.getExitCode() != 0) {
        throw cannot(verb, (result.getStdout() + result.getStderr()).strip(), null);
      }
    } catch (IOException | DockerException e) {
      throw cannot(verb, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(verb, "an interruption", e);
    }
  }

  @Override
  public void restart() {
    String id = container.id();
    String address = ports.address();
    try {
      docker.killContainerCmd(id).exec();
      await("the end of the node", () -> !running(id));
      events.allEnded(Instant.now(), "ended with its node (SIGKILL of the container " + id + ")");
      docker.startContainerCmd(id).exec();
      await("the start of the node", () -> running(id));
      String now = NodePorts.addressOf(docker, id);
      if (!now.equals(address)) {
        throw cannot("find again", "the node at %s instead of %s".formatted(now, address), null);
      }
      await("containerd", () -> answers("ctr", "-n", "k8s.io", "version"));
      events.open();
    } catch (DockerException e) {
      throw cannot("restart", String.valueOf(e.getMessage()), e);
    }
  }

  private boolean running(String id) {
    return Boolean.TRUE.equals(docker.inspectContainerCmd(id).exec().getState().getRunning());
  }

  private boolean answers(String... command) {
    try {
      return this.container.exec(command).getExitCode() == 0;
    } catch (IOException | DockerException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void await(String what, BooleanSupplier holds) {
    try {
      Waiting.until(what, READY_LIMIT, holds::getAsBoolean, () -> "not yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot("wait for " + what + " of", "an interruption", e);
    }
  }

  @Override
  public Optional<Instant> startedAt(String containerId) {
    return events.startedAt(containerId);
  }

  @Override
  public void listen(Listener listener) {
    events.listen(listener);
  }

  @Override
  public void forget(Listener listener) {
    events.forget(listener);
  }

  @Override
  public void close() {
    events.close();
  }

  private static DrillException cannot(String verb, String found, @Nullable Throwable cause) {
    return new DrillException(
        "Cannot " + verb + " the k3s node or a container in it",
        "a node that does as it is told",
        found,
        "Look at the node with docker logs and docker exec.",
        cause);
  }
}
