package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A suite that has not declared what this platform needs. */
class OptionalLibrariesTest {
  /** Loads the classes of this project anew, and none of one library. */
  private static final class Without extends URLClassLoader {
    private final String hidden;

    Without(String hidden) {
      super(
          new URL[] {K3sPlatform.class.getProtectionDomain().getCodeSource().getLocation()},
          K3sPlatform.class.getClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(hidden)) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.redisdrill.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "org.testcontainers., org.testcontainers:k3s",
    "io.fabric8., io.fabric8:kubernetes-client",
    "org.junit.rules., junit:junit"
  })
  void namesTheLibraryThatIsMissing(String hidden, String artifact) throws Exception {
    try (Without loader = new Without(hidden)) {
      Method open = loader.loadClass(K3sPlatform.class.getName()).getMethod("open");
      assertThatThrownBy(() -> open.invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("found " + artifact + " is not on the class path")
          .hasMessageContaining("Add them as dependencies");
    }
  }

  @Test
  void saysSoAsAReasonToo() throws Exception {
    try (Without loader = new Without("org.testcontainers.")) {
      Class<?> platform = loader.loadClass(K3sPlatform.class.getName());
      assertThat(platform.getMethod("clean", boolean.class).invoke(null, false))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .isEmpty();
    }
  }
}
