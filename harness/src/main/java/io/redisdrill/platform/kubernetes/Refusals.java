package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import java.net.HttpURLConnection;

/** What the API server says no to, and what can be done about it. */
final class Refusals {
  private Refusals() {}

  static DrillException of(String subject, KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return new DrillException(
          subject,
          "an API server that answers",
          reason(e),
          "See whether the cluster is up: kubectl get --raw /readyz.",
          e);
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new DrillException(
              subject,
              "a user with the right to do so",
              reason(e),
              "Grant it (kubectl auth can-i --list shows what there is), or use another context.",
              e);
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new DrillException(
              subject,
              "credentials that the API server knows",
              reason(e),
              "Log in to the cluster again, or use another context.",
              e);
      default ->
          new DrillException(
              subject, "an API server that accepts it", reason(e), "Correct what it names.", e);
    };
  }

  static String reason(Throwable e) {
    if (e instanceof KubernetesClientException refusal
        && refusal.getStatus() != null
        && refusal.getStatus().getMessage() != null) {
      return refusal.getStatus().getMessage();
    }
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
