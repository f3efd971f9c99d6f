package io.redisdrill.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.redisdrill.run.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs fixtures with JUnit, each time as a suite of its own. */
final class Kit implements AutoCloseable {
  private final Path directory;
  private final Map<String, String> parameters = new HashMap<>();

  private Kit(Path directory) {
    this.directory = directory;
    parameters.put("redis-drill.runs", runs().toString());
  }

  static Kit create() {
    try {
      return new Kit(Files.createTempDirectory("redis-drill-kit-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a parameter as {@code junit-platform.properties} would. */
  Kit with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** Where fixtures record. */
  Path runs() {
    return directory.resolve("runs");
  }

  /** Returns the run directories of tests whose names end so. */
  List<Path> runs(String ending) {
    try (Stream<Path> all = Files.list(runs())) {
      return all.filter(run -> run.getFileName().toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what fixtures published. */
  List<Path> published() {
    try (Stream<Path> all = Files.walk(directory.resolve("published"))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EngineExecutionResults run(Class<?>... fixtures) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(Stream.of(fixtures).map(f -> selectClass(f)).toArray(ClassSelector[]::new))
        .configurationParameters(parameters)
        .outputDirectoryCreator(new Published(directory.resolve("published")))
        .execute();
  }

  /** Returns the failures of tests and containers, in order. */
  static List<Throwable> failures(EngineExecutionResults results) {
    return results
        .allEvents()
        .finished()
        .filter(
            event ->
                event.getRequiredPayload(TestExecutionResult.class).getStatus() == Status.FAILED)
        .map(Kit::thrown)
        .toList();
  }

  private static Throwable thrown(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private record Published(Path root) implements OutputDirectoryCreator {
    @Override
    public Path getRootDirectory() {
      return root;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) throws IOException {
      String name = Integer.toHexString(test.getUniqueId().hashCode());
      return Files.createDirectories(root.resolve(name));
    }
  }

  @Override
  public void close() {
    try {
      FileTrees.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
