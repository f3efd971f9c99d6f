package io.redisdrill.junit;

import io.redisdrill.run.FileTrees;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run that passed recorded, and its test may yet fail on: it goes with the test's store,
 * which JUnit closes after all methods and extensions of the test, unless one of them failed.
 *
 * @param context of the test
 * @param run that passed
 */
record Evidence(ExtensionContext context, RunDirectory run) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisPersistenceExtension.class);
  private static final List<String> RAW =
      List.of("history.bin", "survivors-1.bin", "survivors-2.bin");

  /** What cannot be deleted only takes space: it changes no test's result. */
  @Override
  public void close() {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    try {
      for (String raw : RAW) {
        Files.deleteIfExists(run.file(raw));
      }
      FileTrees.delete(run.file("files"));
    } catch (IOException e) {
      LOG.warn("Not all raw files of {} could be deleted: {}", run.path(), e.getMessage());
    }
  }
}
