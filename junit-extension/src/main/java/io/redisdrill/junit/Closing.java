package io.redisdrill.junit;

import java.util.List;

/** Closes several things, all of them whatever happens. */
final class Closing {
  private Closing() {}

  /** Closes each in order; throws the first failure, with the others suppressed. */
  static void all(List<AutoCloseable> resources) {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("Cannot close " + resource, e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
