package io.redisdrill.platform.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.redisdrill.DrillException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in a container, each within a limit.
 *
 * @param client of the cluster
 * @param namespace of the pod
 * @param pod its name
 * @param container in the pod
 */
record Exec(KubernetesClient client, String namespace, String pod, String container) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SIGKILL_CODE = 137;
  private static final int CUT_OFF = -1;

  /** Returns what a command wrote to its standard output. */
  String text(String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run(out, new byte[0], command);
    return out.toString(UTF_8);
  }

  /**
   * Runs a command to its end.
   *
   * @param input given to it; it must know itself where that ends, since an exec cannot close it
   * @throws DrillException if it fails or takes too long
   */
  void run(OutputStream out, byte[] input, String... command) {
    run(LIMIT, out, input, command);
  }

  /** Runs a command to its end, within another limit. */
  void run(Duration limit, OutputStream out, byte[] input, String... command) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code = exitCode(limit, out, errors, input, command);
    if (code != 0) {
      throw failed(command, "exit code %d: %s".formatted(code, errors.toString(UTF_8)), null);
    }
  }

  /** Runs a command that is meant to end its own container, and so never ends well itself. */
  void runToDeath(String... command) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code = exitCode(LIMIT, OutputStream.nullOutputStream(), errors, new byte[0], command);
    if (code != SIGKILL_CODE && code != CUT_OFF) {
      throw failed(command, "exit code %d: %s".formatted(code, errors.toString(UTF_8)), null);
    }
  }

  private int exitCode(
      Duration limit, OutputStream out, OutputStream errors, byte[] input, String... command) {
    var place =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            // By default fabric8 waits until the pod is ready, which one that is broken never is.
            .withReadyWaitTimeout(0);
    var prepared = input.length == 0 ? place : place.redirectingInput();
    try (ExecWatch watch = prepared.writingOutput(out).writingError(errors).exec(command)) {
      if (input.length > 0) {
        watch.getInput().write(input);
        watch.getInput().flush();
      }
      Integer code = watch.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return code == null ? CUT_OFF : code;
    } catch (TimeoutException e) {
      throw failed(command, "nothing within " + limit, e);
    } catch (ExecutionException | IOException | KubernetesClientException e) {
      throw failed(command, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command, "an interruption", e);
    }
  }

  private DrillException failed(String[] command, String found, @Nullable Throwable cause) {
    return new DrillException(
        "Cannot run '%s' in pod %s, container %s"
            .formatted(String.join(" ", command), pod, container),
        "its end, and success",
        found.strip(),
        "Try it with kubectl exec; the container needs a shell.",
        cause);
  }
}
