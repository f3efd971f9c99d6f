package io.redisdrill.platform.kubernetes;

import io.redisdrill.UsageException;
import java.util.List;
import java.util.Optional;

/** The libraries that a suite need not have unless it opens a platform on Kubernetes. */
public final class Libraries {
  /**
   * One library.
   *
   * @param artifact what to add to the build
   * @param type a class in it
   */
  public record Library(String artifact, String type) {
    boolean present() {
      try {
        Class.forName(type, false, Libraries.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException | LinkageError e) {
        return false;
      }
    }
  }

  /** What each platform on Kubernetes needs. */
  public static final List<Library> KUBERNETES =
      List.of(
          new Library(
              "io.fabric8:kubernetes-client", "io.fabric8.kubernetes.client.KubernetesClient"),
          new Library(
              "io.fabric8:kubernetes-httpclient-jdk",
              "io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory"));

  private Libraries() {}

  /** Returns the first one that is missing, in a sentence. */
  public static Optional<String> missing(List<Library> libraries) {
    return libraries.stream()
        .filter(library -> !library.present())
        .findFirst()
        .map(library -> library.artifact() + " is not on the class path");
  }

  /**
   * Does nothing if all are there.
   *
   * @throws UsageException if not
   */
  public static void require(String platform, List<Library> libraries) {
    Optional<String> missing = missing(libraries);
    if (missing.isPresent()) {
      throw new UsageException(
          "Cannot open the platform " + platform,
          "its libraries: " + String.join(", ", libraries.stream().map(Library::artifact).toList()),
          missing.get(),
          "Add them as dependencies: to redis-drill-harness they are optional.");
    }
  }
}
