package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long files and methods may be, in every module; and what each package says of nulls. */
class StyleTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 300;
  private static final int MEDIAN_FILE = 80;
  private static final int LONGEST_METHOD = 70;
  private static final int WIDEST_LINE = 100;

  /** The first line of a method as the formatter writes it, whether its parameters fit or not. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^(?<indent>(  )+)(?!return|throw|new |.*\\b(record|class|enum)\\b)\\w[^=;]*\\([^=;]*$");

  private static List<Path> sources(String kind) {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("harness", "reports", "scenarios", "junit-extension")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/" + kind + "/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(found).hasSizeGreaterThan(50);
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  /** Returns methods and blocks below a class that are too long, as FILE:LINE (LENGTH). */
  static List<String> longMethods(String name, List<String> lines, int limit) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher method = METHOD.matcher(lines.get(i));
      if (method.matches()) {
        int end = lines.subList(i, lines.size()).indexOf(method.group("indent") + "}");
        if (end > limit && opens(lines, i)) {
          found.add("%s:%d (%d)".formatted(name, i + 1, end + 1));
        }
      }
    }
    return found;
  }

  /** Calls end with a semicolon before any block begins. */
  private static boolean opens(List<String> lines, int from) {
    for (String line : lines.subList(from, lines.size())) {
      if (line.endsWith(") {") || line.contains(") throws ")) {
        return true;
      }
      if (line.endsWith(";")) {
        return false;
      }
    }
    return false;
  }

  @Test
  void noFileIsTooLong() {
    Stream<Path> all = Stream.of("main", "test").flatMap(kind -> sources(kind).stream());
    assertThat(all.filter(file -> lines(file).size() > LONGEST_FILE).map(StyleTest::name))
        .isEmpty();
  }

  @Test
  void mostFilesAreShort() {
    List<Integer> sizes =
        sources("main").stream().map(file -> lines(file).size()).sorted().toList();
    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(MEDIAN_FILE);
  }

  @Test
  void noMethodIsTooLong() {
    assertThat(sources("main"))
        .flatExtracting(file -> longMethods(name(file), lines(file), LONGEST_METHOD))
        .isEmpty();
  }

  @Test
  void aMethodThatIsTooLongIsFound() {
    List<String> lines =
        List.of("class A {", "  void b() {", "    c();", "    d();", "    e();", "  }", "}");
    assertThat(longMethods("A.java", lines, 3)).containsExactly("A.java:2 (5)");
    assertThat(longMethods("A.java", lines, 4)).isEmpty();
    List<String> wide =
        List.of("class A {", "  void b(", "      int c) {", "    c();", "    d();", "  }", "}");
    assertThat(longMethods("A.java", wide, 3)).containsExactly("A.java:2 (5)");
  }

  @Test
  void noLineIsTooWide() {
    assertThat(sources("main"))
        .flatExtracting(
            file ->
                lines(file).stream()
                    .filter(line -> line.length() > WIDEST_LINE && !line.startsWith("import "))
                    .map(line -> name(file) + ": " + line)
                    .toList())
        .isEmpty();
  }

  @Test
  void everyPackageSaysThatNothingIsNull() {
    assertThat(sources("main").stream().map(Path::getParent).distinct())
        .allSatisfy(
            directory ->
                assertThat(directory.resolve("package-info.java"))
                    .content()
                    .contains("@NullMarked"));
  }
}
