package io.redisdrill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one run recorded: {@code run.json} (what was to be done, where), {@code
 * events.jsonl}, {@code history.bin}, {@code survivors-*.bin}, {@code files/}, then {@code
 * result.json} and the reports, which are derived from the rest.
 *
 * @param path the directory
 */
public record RunDirectory(Path path) {
  /** The version of the layout, as {@code run.json} names it. */
  public static final String SCHEMA = "redis-drill/run/1";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int MOST_OF_ONE_NAME_A_SECOND = 10_000;

  /**
   * Makes a new directory {@code <UTC time>-<name>[-<n>]} below {@code runs} and points the link
   * {@code latest} at it.
   *
   * @throws DrillException if it cannot be made
   */
  public static RunDirectory create(Path runs, String name, Instant when) {
    try {
      Files.createDirectories(runs);
      for (int n = 1; n <= MOST_OF_ONE_NAME_A_SECOND; n++) {
        Path path = runs.resolve(STAMP.format(when) + "-" + name + (n == 1 ? "" : "-" + n));
        try {
          Files.createDirectory(path);
        } catch (FileAlreadyExistsException taken) {
          continue;
        }
        pointLatestAt(runs, path);
        return new RunDirectory(path);
      }
    } catch (IOException e) {
      throw cannotWrite(runs, e);
    }
    throw new DrillException(
        "Cannot make a run directory in " + runs,
        "a free name",
        MOST_OF_ONE_NAME_A_SECOND + " of this name and second",
        "Give each drill its own directory with --runs.");
  }

  /**
   * Opens what an earlier run recorded.
   *
   * @throws UsageException if it is no run directory, or one of a later version
   */
  public static RunDirectory open(Path path) {
    RunDirectory run = new RunDirectory(path);
    JsonNode manifest = run.readJson("run.json").orElseThrow(() -> notARun(path, "no run.json"));
    String schema = manifest.path("schema").asText("none");
    if (!schema.equals(SCHEMA)) {
      throw notARun(path, "schema " + schema);
    }
    return run;
  }

  private static UsageException notARun(Path path, String found) {
    return new UsageException(
        "Cannot read the run directory " + path,
        "run.json with the schema " + SCHEMA,
        found,
        "Name a directory below drill-runs/, or use the release that wrote it.");
  }

  private static void pointLatestAt(Path runs, Path path) throws IOException {
    Path link = runs.resolve("latest");
    Path made = runs.resolve(".latest-" + path.getFileName());
    try {
      Files.createSymbolicLink(made, path.getFileName());
      Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (UnsupportedOperationException | IOException noLinksHere) {
      // The link is a convenience; some file systems have none, and a run must not end for it.
      Files.deleteIfExists(made);
    }
  }

  /** Returns where {@code name} is or will be. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Returns the directory for files that are kept as evidence, made if need be. */
  public Path evidence() {
    Path files = file("files");
    try {
      return Files.createDirectories(files);
    } catch (IOException e) {
      throw cannotWrite(files, e);
    }
  }

  /** Opens {@code events.jsonl} for writing. */
  public EventLog record(RunClock clock) {
    return new EventLog(clock, file("events.jsonl"));
  }

  /**
   * Returns the recorded events in the order of the file. A last line that was cut off by the end
   * of the JVM is left out.
   *
   * @throws UsageException if another line cannot be read: something is missing from the evidence
   */
  public List<Event> events() {
    List<Event> events = new ArrayList<>();
    boolean cutOff = false;
    try (Stream<String> lines = Files.lines(file("events.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (cutOff) {
          throw damaged();
        }
        Optional<Event> event = parse(line);
        event.ifPresent(events::add);
        cutOff = event.isEmpty();
      }
    } catch (NoSuchFileException nothingHappened) {
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private UsageException damaged() {
    return new UsageException(
        "Cannot read " + file("events.jsonl"),
        "an event on each line but a last one that was cut off",
        "another line in the middle",
        "The file was changed or is damaged: run the drill again.");
  }

  private static Optional<Event> parse(String line) {
    try {
      return Optional.of(Json.MAPPER.readValue(line, Event.class));
    } catch (JsonProcessingException cutOff) {
      return Optional.empty();
    }
  }

  /** Reads a JSON file, or nothing where there is none or it was cut off. */
  public Optional<JsonNode> readJson(String name) {
    try {
      return Files.exists(file(name))
          ? Optional.of(Json.MAPPER.readTree(Files.readString(file(name))))
          : Optional.empty();
    } catch (JsonProcessingException cutOff) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a JSON file as a whole: a reader sees the old one or the new one. */
  public void writeJson(String name, Object value) {
    write(name, Json.pretty(value));
  }

  /** Writes a text file as a whole: a reader sees the old one or the new one. */
  public void write(String name, String text) {
    Path made = file("." + name + ".part");
    try {
      Files.writeString(made, text);
      Files.move(made, file(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(file(name), e);
    }
  }

  static DrillException cannotWrite(Path where, IOException cause) {
    return new DrillException(
        "Cannot write " + where,
        "a directory that can be written, with space left",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Free some space, or name another directory with --runs.",
        cause);
  }
}
