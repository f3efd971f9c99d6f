package io.redisdrill.platform.k3s;

import io.redisdrill.platform.kubernetes.Libraries;
import io.redisdrill.platform.kubernetes.Libraries.Library;
import java.util.List;
import java.util.stream.Stream;

/** What this platform needs beside those of Kubernetes. */
final class Dependencies {
  static final List<Library> ALL =
      Stream.concat(
              Libraries.KUBERNETES.stream(),
              Stream.of(
                  new Library("org.testcontainers:k3s", "org.testcontainers.k3s.K3sContainer"),
                  new Library(
                      "org.testcontainers:localstack",
                      "org.testcontainers.containers.localstack.LocalStackContainer"),
                  new Library("junit:junit", "org.junit.rules.TestRule")))
          .toList();

  private Dependencies() {}
}
