package shop;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redisdrill.DrillResult;
import io.redisdrill.junit.RedisPersistenceTest;
import io.redisdrill.report.Reports;
import io.redisdrill.scenario.Catalogue;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the tests beside this one have run on the module path, and that more would fit on it. */
class ModulesTest {
  private static final Set<String> OURS =
      Set.of(
          "io.redisdrill.harness",
          "io.redisdrill.report",
          "io.redisdrill.scenario",
          "io.redisdrill.junit");

  @Test
  void thisIsANamedModule() {
    assertThat(getClass().getModule().getName()).isEqualTo("shop");
  }

  @Test
  void eachJarIsTheModuleThatItSays() {
    Stream<Class<?>> oneOfEach =
        Stream.of(DrillResult.class, Reports.class, Catalogue.class, RedisPersistenceTest.class);
    assertThat(oneOfEach.map(type -> type.getModule().getName()))
        .containsExactlyInAnyOrderElementsOf(OURS);
  }

  /**
   * Surefire puts on the module path what is required by name; others put everything there. One jar
   * is no module: s3proxy names services in it that it does not have.
   */
  @Test
  void noPackageIsSplitAmongTheOtherJars() {
    Path[] jars =
        Stream.of("jdk.module.path", "java.class.path")
            .flatMap(path -> Stream.of(System.getProperty(path).split(File.pathSeparator)))
            .filter(file -> file.endsWith(".jar") && !file.contains("/s3proxy-"))
            .map(Path::of)
            .toArray(Path[]::new);
    ModuleFinder finder = ModuleFinder.of(jars);
    Set<String> all =
        finder.findAll().stream().map(module -> module.descriptor().name()).collect(toSet());
    assertThat(all).containsAll(OURS).contains("io.netty.common", "software.amazon.awssdk.core");
    assertThatCode(() -> Configuration.empty().resolve(finder, ModuleFinder.ofSystem(), all))
        .doesNotThrowAnyException();
  }
}
