package shop;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.kubernetes.Libraries;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says to add for Kubernetes is there, and of one generation. */
class KubernetesClassPathTest {
  private static final Set<String> JARS =
      Stream.of(System.getProperty("surefire.test.class.path").split(File.pathSeparator))
          .map(file -> Path.of(file).getFileName().toString())
          .collect(toSet());

  private static Set<String> versions(String jars) {
    return JARS.stream()
        .filter(jar -> jar.matches("(" + jars + ")-\\d.*"))
        .map(jar -> jar.replaceFirst("^.*-(?=\\d)", "").replace(".jar", ""))
        .collect(toSet());
  }

  @Test
  void isComplete() {
    assertThat(Libraries.missing(Libraries.KUBERNETES)).isEmpty();
    assertThat(JARS).anyMatch(jar -> jar.startsWith("k3s-"));
    assertThat(JARS).anyMatch(jar -> jar.startsWith("localstack-"));
  }

  /** Without the managed versions Testcontainers brings one that is too old for us. */
  @Test
  void hasACommonsCompressThatIsNewEnough() {
    assertThat(versions("commons-compress"))
        .containsExactly(System.getProperty("commons-compress"));
  }

  /** fabric8 uses the third, we the second. */
  @Test
  void hasOneNettyAndOneOfEachJackson() {
    assertThat(versions("netty-(common|handler|transport|buffer)")).hasSize(1);
    assertThat(versions("jackson-(core|databind|datatype-jsr310)")).hasSize(2);
  }

  @Test
  void hasOneWayToSpeakToTheCluster() {
    assertThat(JARS).noneMatch(jar -> jar.startsWith("vertx-"));
  }
}
