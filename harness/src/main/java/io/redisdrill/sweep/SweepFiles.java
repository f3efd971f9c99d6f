package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The output directory of a sweep: {@code plan.json} what it is of, {@code images.jsonl} a line an
 * image as they are done, {@code sweep.json} all of them in their order, {@code times.json} how
 * long it took. Thread-safe.
 */
public final class SweepFiles {
  /** A data directory that was recorded to be swept, kept beside the results. */
  static final String RECORDED = "recorded";

  private static final String PLAN = "plan.json";
  private static final String IMAGES = "images.jsonl";
  private static final String RESULT = "sweep.json";
  private static final String TIMES = "times.json";

  private final Path directory;

  private SweepFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens one to write the images of a sweep into it, or to go on with that.
   *
   * @throws UsageException if another sweep is in it
   */
  static SweepFiles open(Path directory, SweepHeader header) {
    SweepFiles files = new SweepFiles(directory);
    String plan = Json.pretty(header);
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(PLAN);
      if (!Files.exists(file)) {
        requireEmpty(directory);
        Files.writeString(file, plan);
      } else if (!Files.readString(file).equals(plan)) {
        throw new UsageException(
            "Cannot write a sweep into " + directory,
            "an empty directory, or one that this very sweep was begun in",
            "another sweep: see " + file,
            "Name another directory with --out.");
      }
      return files;
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.anyMatch(file -> !file.endsWith(RECORDED))) {
        throw new UsageException(
            "Cannot write a sweep into " + directory,
            "an empty directory",
            "files of something else",
            "Name another directory with --out.");
      }
    }
  }

  /**
   * Opens one that is there.
   *
   * @throws UsageException if there is none
   */
  public static SweepFiles existing(Path directory) {
    if (!Files.isRegularFile(directory.resolve(PLAN))) {
      throw new UsageException(
          "Cannot read a sweep from " + directory,
          "a directory that ./drill sweep --out has written",
          "no " + PLAN + " in it",
          "Name the directory of a sweep.");
    }
    return new SweepFiles(directory);
  }

  /** Returns where it is. */
  public Path directory() {
    return directory;
  }

  /** Returns what it is of. */
  public SweepHeader header() {
    return read(PLAN, SweepHeader.class);
  }

  /** Returns what it showed. */
  public SweepResult result() {
    return read(RESULT, SweepResult.class);
  }

  /** Returns how long the last command took; nothing for one that was merged. */
  public Optional<SweepTimes> times() {
    return Files.exists(directory.resolve(TIMES))
        ? Optional.of(read(TIMES, SweepTimes.class))
        : Optional.empty();
  }

  private <T> T read(String name, Class<T> type) {
    Path file = directory.resolve(name);
    try {
      return Json.MAPPER.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read " + file,
          "a file that ./drill sweep has written",
          e instanceof JsonProcessingException ? "something else" : String.valueOf(e),
          "Run the sweep to its end: the same command goes on where it stopped.",
          e);
    }
  }

  /** Returns the images that are done; a line that was cut off is taken away. */
  List<ImageResult> done() throws IOException {
    Path file = directory.resolve(IMAGES);
    if (!Files.exists(file)) {
      return List.of();
    }
    dropTornLine(file);
    List<ImageResult> done = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        done.add(Json.MAPPER.readValue(line, ImageResult.class));
      }
    } catch (JsonProcessingException | UncheckedIOException e) {
      throw new UsageException(
          "Cannot go on with the sweep in " + directory,
          "lines of JSON in " + IMAGES,
          String.valueOf(e.getMessage()),
          "Name another directory with --out.",
          e);
    }
    return done;
  }

  private static void dropTornLine(Path file) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      long end = access.length();
      while (end > 0) {
        access.seek(end - 1);
        if (access.read() == '\n') {
          break;
        }
        end--;
      }
      access.setLength(end);
    }
  }

  /** Adds an image to those that are done. */
  synchronized void add(ImageResult result) throws IOException {
    Files.writeString(
        directory.resolve(IMAGES),
        Json.line(result) + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Writes what the sweep showed: a line an image, so that two can be compared. */
  void finish(SweepResult result) throws IOException {
    SweepResult head =
        new SweepResult(
            result.sweep(),
            result.images(),
            result.outcomes(),
            result.firstStarts(),
            result.identical(),
            List.of());
    String text = Json.line(head);
    String open = text.substring(0, text.length() - "]}".length());
    String lines = result.results().stream().map(Json::line).collect(Collectors.joining(",\n"));
    Path fresh =
        Files.writeString(directory.resolve(RESULT + ".new"), open + "\n" + lines + "\n]}\n");
    Files.move(fresh, directory.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
  }

  void write(SweepTimes times) throws IOException {
    Files.writeString(directory.resolve(TIMES), Json.pretty(times));
  }

  static DrillException cannotWrite(Path directory, IOException e) {
    return new DrillException(
        "Cannot write a sweep into " + directory,
        "a directory that can be written, with space left",
        String.valueOf(e),
        "Name another one with --out.",
        e);
  }
}
