package shop;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a suite carries that stays on this machine, and that the documentation says so. */
class ClassPathTest {
  private static final Pattern CLAIM =
      Pattern.compile("brings (\\d+)\\s+jars of together\\s+(\\d+)\\s+MB");

  /** What suites have anyway, and what only the runner of this build needs. */
  private static final Pattern NOT_OURS =
      Pattern.compile("(junit-|opentest4j|apiguardian|assertj|byte-buddy|surefire).*");

  /** Of the optional dependencies of the other platforms. */
  private static final Pattern FOREIGN =
      Pattern.compile("(kubernetes-|testcontainers|k3s|localstack|docker-java|logback|picocli).*");

  private static List<Path> jars() {
    String path = System.getProperty("surefire.test.class.path");
    return Stream.of(path.split(File.pathSeparator))
        .map(Path::of)
        .filter(file -> file.toString().endsWith(".jar"))
        .filter(file -> !NOT_OURS.matcher(file.getFileName().toString()).matches())
        .toList();
  }

  @Test
  void isAsBigAsDocumented() throws IOException {
    long bytes = 0;
    for (Path jar : jars()) {
      bytes += Files.size(jar);
    }
    Matcher claim = CLAIM.matcher(Files.readString(Path.of(System.getProperty("documentation"))));
    assertThat(claim.find()).as("the page says it in the words of %s", CLAIM).isTrue();
    String found = "%d jars of %.1f MB: %s".formatted(jars().size(), bytes / 1e6, jars());
    assertThat(jars().size()).as(found).isCloseTo(Integer.parseInt(claim.group(1)), within(2));
    assertThat(bytes / 1e6).as(found).isCloseTo(Double.parseDouble(claim.group(2)), within(2.0));
  }

  @Test
  void hasNothingOfTheOtherPlatforms() {
    Set<String> names = jars().stream().map(jar -> jar.getFileName().toString()).collect(toSet());
    assertThat(names).noneMatch(name -> FOREIGN.matcher(name).matches());
  }
}
