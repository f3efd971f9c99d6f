package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is code that runs. */
class SnippetTest {
  private static final Path ROOT =
      Path.of(System.getProperty("redis-drill.project.root", "..")).toAbsolutePath();
  private static final String SPRING =
      "junit-extension/src/it/spring-boot/src/test/java/shop/OrdersTest.java";
  private static final String FROM = "// tag::readme[]\n";
  private static final String TO = "// end::readme[]";

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/writing-a-test.md"})
  void showsTheTestAsItIs(String page) throws IOException {
    String test =
        Files.readString(
            ROOT.resolve("junit-extension/src/test/java/io/redisdrill/junit/ReadmeTest.java"));
    String snippet = test.substring(test.indexOf(FROM) + FROM.length(), test.indexOf(TO));
    assertThat(ROOT.resolve(page)).content().contains("```java\n" + snippet + "```");
  }

  @Test
  void showsTheSampleWithSpringAsItIs() throws IOException {
    String sample = Files.readString(ROOT.resolve(SPRING));
    String from = "// tag::spring[]\n";
    String snippet =
        sample.substring(sample.indexOf(from) + from.length(), sample.indexOf("// end::spring[]"));
    assertThat(ROOT.resolve("docs/writing-a-test.md"))
        .content()
        .contains("```java\n" + snippet.stripIndent().strip() + "\n```");
  }

  /** What the page tells others to add is what the tests here have run with. */
  @ParameterizedTest
  @CsvSource({
    "assertj.version, org.assertj:assertj-core:%s",
    "junit.version, org.junit.jupiter:junit-jupiter:%s",
    "spring-boot.version, tried with %s"
  })
  void namesTheVersionsThatAreTested(String property, String as) throws IOException {
    Matcher version =
        Pattern.compile("<%s>(.*)</%s>".formatted(property, property))
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(ROOT.resolve("docs/writing-a-test.md"))
        .content()
        .contains(as.formatted(version.group(1)));
  }
}
