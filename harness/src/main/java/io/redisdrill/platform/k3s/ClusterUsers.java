package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.kubernetes.JvmOwner;
import java.io.IOException;
import org.testcontainers.containers.Container.ExecResult;

/**
 * The JVMs that work with a kept cluster, each a file in its node: any of them may be another than
 * the one that started it. One that got SIGKILL leaves its file, and counts no more.
 */
final class ClusterUsers {
  private static final String DIRECTORY = "/run/redis-drill-users";

  private ClusterUsers() {}

  /** Says that this JVM works with it, until it says otherwise or is gone. */
  static void enter(NodeContainer node) {
    requireDone(node, "mkdir -p \"$0\" && : >\"$0/$1\"");
  }

  static void leave(NodeContainer node) {
    requireDone(node, "rm -f \"$0/$1\"");
  }

  private static void requireDone(NodeContainer node, String script) {
    ExecResult done = run(node, script);
    if (done.getExitCode() != 0) {
      throw new DrillException(
          "Cannot say in the kept cluster that it is in use",
          "a file of its own below " + DIRECTORY,
          done.getStderr().strip(),
          "Remove the cluster with ./drill clean.");
    }
  }

  /** Returns whether any of them may still run; nobody can work with a node that is stopped. */
  static boolean present(NodeContainer node) {
    try {
      ExecResult files = run(node, "mkdir -p \"$0\" && ls \"$0\"");
      return files.getExitCode() != 0
          || files.getStdout().lines().anyMatch(file -> !JvmOwner.isGone(file.replace(':', '/')));
    } catch (NotFoundException | ConflictException stopped) {
      return false;
    }
  }

  private static ExecResult run(NodeContainer node, String script) {
    try {
      return node.exec("sh", "-c", script, DIRECTORY, JvmOwner.word().replace('/', ':'));
    } catch (IOException e) {
      throw unreachable(node, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(node, e);
    }
  }

  private static DrillException unreachable(NodeContainer node, Exception e) {
    return new DrillException(
        "Cannot ask the container " + node.id() + " who uses it",
        "an answer",
        String.valueOf(e),
        "Look whether the Docker engine runs.",
        e);
  }
}
