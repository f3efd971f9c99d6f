package io.redisdrill.scenario.nightly;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nights in a directory.
 *
 * @param directory made if need be
 */
public record DirectoryShelf(Path directory) implements History.Shelf {
  @Override
  public List<String> names() {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UsageException(
          "Cannot use the history " + directory,
          "a directory that can be read",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Correct --history.",
          e);
    }
  }

  @Override
  public String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read the night " + directory.resolve(name),
          "a file of text",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Move it out of the way.",
          e);
    }
  }

  @Override
  public void put(String name, String text) {
    Path part = directory.resolve("." + name + ".part");
    try {
      Files.createDirectories(directory);
      Files.writeString(part, text);
      Files.move(part, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot keep the night in " + directory,
          "a directory that can be written, with space left",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Free some space, and run the same command again: nothing is run twice.",
          e);
    }
  }
}
