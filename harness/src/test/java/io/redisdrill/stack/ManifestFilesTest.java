package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFilesTest {
  private final Path directory;

  ManifestFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void saysThatThereIsNothing() {
    Path missing = directory.resolve("missing");

    refused(() -> StackLoader.load(missing))
        .hasMessageContainingAll(
            "Cannot read " + missing, "a directory or a file", "nothing of that name", "relative");
  }

  @Test
  void saysThatADirectoryIsEmpty() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "x");

    refused(() -> StackLoader.load(directory))
        .hasMessageContainingAll(
            "Cannot read " + directory, "at least one .yaml", "found none", "not searched");
  }

  @Test
  void saysThatAFileIsNoText() throws IOException {
    Path file = Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, 0});

    refused(() -> StackLoader.load(file))
        .hasMessageContainingAll("Cannot read " + file, "UTF-8", "Malformed", "encoding");
  }

  @Test
  void saysThatAFileIsTooLarge() throws IOException {
    Path file = Files.write(directory.resolve("a.yaml"), new byte[YamlReader.MAX_BYTES + 1]);

    refused(() -> StackLoader.load(file))
        .hasMessageContainingAll("Cannot read " + file, "at most 5 MiB", "more than that");
  }

  @Test
  void followsNoLinkOutOfTheDirectory() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside.yaml"), Samples.ALL);
    Path stack = Files.createDirectory(directory.resolve("stack"));
    Path link = Files.createSymbolicLink(stack.resolve("a.yaml"), outside);

    refused(() -> StackLoader.load(stack))
        .hasMessageContainingAll(
            "Cannot read " + link, "a file inside " + stack, "a link out of it", "Copy");
  }

  @Test
  void saysThatTheClassPathHasNoSuchFolder() throws IOException {
    try (var loader = new URLClassLoader(new URL[0], null)) {
      refused(() -> StackLoader.loadResource(loader, "com/none"))
          .hasMessageContainingAll(
              "Cannot read classpath:com/none", "on the class path", "nothing of that name");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable code) {
    return assertThatThrownBy(code).isInstanceOf(UsageException.class);
  }
}
