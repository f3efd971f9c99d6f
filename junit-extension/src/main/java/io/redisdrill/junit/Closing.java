package io.redisdrill.junit;

/** Closes several things, all of them whatever happens. */
final class Closing {
  private Closing() {}

  /** Closes each in order; throws the first failure, with the others suppressed. */
  static void all(AutoCloseable... resources) {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("Cannot close " + resource.getClass().getName(), e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes each because of a failure, and returns that, with any others suppressed. */
  static RuntimeException after(RuntimeException failure, AutoCloseable... resources) {
    try {
      all(resources);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
