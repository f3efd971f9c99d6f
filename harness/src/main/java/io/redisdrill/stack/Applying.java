package io.redisdrill.stack;

/**
 * How a platform has to apply a stack, beyond what its manifests say. Each departure from the usual
 * is recorded with the deployment. Immutable.
 *
 * @param strict whether a field that Kubernetes does not know is refused; else it is dropped
 *     without a word, as Helm and {@code kubectl --validate=false} have it
 * @param fitted whether sizes and requests may be fitted to the cluster
 * @param passwordEnd what a generated password ends with, for a stack that some characters break
 * @param pods whether nothing can be shown without a Kubernetes cluster
 */
public record Applying(boolean strict, boolean fitted, String passwordEnd, boolean pods) {
  /** Strictly, fitted to the cluster, with a password that needs no quoting, on any platform. */
  public static Applying usually() {
    return new Applying(true, true, "", false);
  }

  /** Returns a copy that drops unknown fields without a word. */
  public Applying loosely() {
    return new Applying(false, fitted, passwordEnd, pods);
  }

  /** Returns a copy that keeps each size and request as it is written. */
  public Applying asWritten() {
    return new Applying(strict, false, passwordEnd, pods);
  }

  /** Returns a copy with a generated password that ends with these characters. */
  public Applying withPasswordEnd(String end) {
    return new Applying(strict, fitted, end, pods);
  }

  /** Returns a copy that needs a Kubernetes cluster. */
  public Applying inPods() {
    return new Applying(strict, fitted, passwordEnd, true);
  }
}
