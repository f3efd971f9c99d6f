package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is code that runs. */
class SnippetTest {
  private static final Path ROOT =
      Path.of(System.getProperty("redis-drill.project.root", "..")).toAbsolutePath();
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
}
