package io.redisdrill.platform.k3s;

import io.redisdrill.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The libraries that a suite need not have unless it opens this platform. */
final class Dependencies {
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("io.fabric8.kubernetes.client.KubernetesClient", "io.fabric8:kubernetes-client");
    LIBRARIES.put(
        "io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory",
        "io.fabric8:kubernetes-httpclient-jdk");
    LIBRARIES.put("org.testcontainers.k3s.K3sContainer", "org.testcontainers:k3s");
    LIBRARIES.put(
        "org.testcontainers.containers.localstack.LocalStackContainer",
        "org.testcontainers:localstack");
    LIBRARIES.put("org.junit.rules.TestRule", "junit:junit");
  }

  private Dependencies() {}

  /** Returns the first library that is missing, in a sentence. */
  static Optional<String> missing() {
    return LIBRARIES.entrySet().stream()
        .filter(library -> !present(library.getKey()))
        .map(library -> library.getValue() + " is not on the class path")
        .findFirst();
  }

  static void require() {
    missing()
        .ifPresent(
            what -> {
              throw new UsageException(
                  "Cannot open the platform k3s",
                  "its libraries: " + String.join(", ", LIBRARIES.values()),
                  what,
                  "Add them as dependencies; redis-drill-harness has them as optional ones.");
            });
  }

  private static boolean present(String className) {
    try {
      Class.forName(className, false, Dependencies.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
