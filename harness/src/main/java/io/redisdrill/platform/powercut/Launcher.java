package io.redisdrill.platform.powercut;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.DrillException;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The launcher, unpacked on this machine: starts servers so that the power can be cut later, and
 * cuts it.
 *
 * <p>Safe for use by several threads, as long as each data directory has one user at a time.
 */
public final class Launcher {
  /** The folder in a data directory that holds the ledger, the control file and the last cut. */
  public static final String SIDE_FOLDER = ".powercut";

  /** In {@link #SIDE_FOLDER}: where it is, {@code run -c} cuts before it starts the server. */
  public static final String CUT_REQUEST = "cut-request";

  /** In {@link #SIDE_FOLDER}: the record of what became of each sync. */
  public static final String LEDGER = "ledger";

  /** In {@link #SIDE_FOLDER}: what the last cut did. */
  public static final String LAST_CUT = "last-cut.json";

  private static final Duration CHECK_LIMIT = Duration.ofSeconds(20);
  // The launcher itself waits 15 s for the processes of the server's earlier life.
  private static final Duration CUT_LIMIT = Duration.ofSeconds(60);
  private static final int NOT_APPLIED = 65;

  private final Path program;

  private Launcher(Path program) {
    this.program = program;
  }

  /** Returns why no launcher runs on this machine, or nothing if one does. Runs nothing. */
  public static Optional<String> unsupported() {
    return LauncherBinary.forThisMachine().isPresent()
        ? Optional.empty()
        : Optional.of(
            "a power cut needs Linux on x86-64 or arm64; this is %s on %s"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /** Unpacks the launcher into {@code directory}, for this user alone. */
  public static Launcher unpack(Path directory) {
    LauncherBinary binary =
        LauncherBinary.forThisMachine()
            .orElseThrow(
                () ->
                    new DrillException(
                        "Cannot run the launcher",
                        "Linux on x86-64 or arm64",
                        System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
                        "Drill on a Linux machine or in a cluster."));
    Path program = directory.resolve("powercut");
    try {
      Files.write(program, binary.bytes());
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new DrillException(
          "Cannot unpack the launcher to " + program,
          "100 KB of space in a directory that can be written",
          String.valueOf(e.getMessage()),
          "Free some space, or name another place with -Djava.io.tmpdir.",
          e);
    }
    return new Launcher(program);
  }

  /** The executable. */
  public Path program() {
    return program;
  }

  /**
   * Tries on a process of its own whether this kernel, user and sandbox allow it, and returns why
   * not. Takes some milliseconds.
   */
  public Optional<String> unavailable() {
    Invocation check = Invocation.run(List.of(program.toString(), "check"), CHECK_LIMIT);
    return whyNot("this machine", check.output().isBlank() ? check.complaint() : check.output());
  }

  /**
   * Returns why the launcher is not allowed somewhere, in a sentence, or nothing if it is.
   *
   * @param place where it was tried
   * @param said what {@code powercut check} said there
   */
  public static Optional<String> whyNot(String place, String said) {
    try {
      JsonNode answer = Json.MAPPER.readTree(said);
      if (answer.path("available").asBoolean(false)) {
        return Optional.empty();
      }
      return Optional.of(
          "%s does not allow the launcher: %s"
              .formatted(place, answer.path("reason").asText("it gave no reason")));
    } catch (JsonProcessingException e) {
      return Optional.of("the launcher cannot be tried on %s: %s".formatted(place, said.strip()));
    }
  }

  /**
   * Returns the command that runs {@code command} in the same process, watched. A cut that is
   * requested in the side folder is applied first.
   */
  public List<String> watching(Path data, List<String> command) {
    List<String> watched = new ArrayList<>(List.of(program.toString(), "run", "-c", "-d"));
    watched.add(data.toString());
    watched.add("--");
    watched.addAll(command);
    return List.copyOf(watched);
  }

  /**
   * Returns what became of the syncs of the server on {@code data} so far, while it runs.
   *
   * @throws DrillException if the ledger cannot be read
   */
  public SyncStatus status(Path data) {
    Invocation status =
        Invocation.run(List.of(program.toString(), "status", "-d", data.toString()), CHECK_LIMIT);
    try {
      if (status.code() == 0) {
        return Json.MAPPER.readValue(status.output(), SyncStatus.class);
      }
    } catch (JsonProcessingException e) {
      // Told below, with what it said.
    }
    throw new DrillException(
        "Cannot tell what became of the syncs in " + data,
        "the counters of the ledger",
        "exit code %d: %s".formatted(status.code(), status.complaint()),
        "Look whether the server was started under the launcher.");
  }

  /**
   * Takes away what the server on {@code data} never synced. The server and its children are dead,
   * or die within 15 s.
   */
  public PowerCutProof cut(Path data, MetadataModel model) {
    Invocation cut =
        Invocation.run(
            List.of(program.toString(), "cut", "-m", model.word(), "-d", data.toString()),
            CUT_LIMIT);
    if (cut.code() != 0 && cut.code() != NOT_APPLIED) {
      throw new DrillException(
          "Cannot cut the power of " + data,
          "exit code 0",
          "exit code %d: %s".formatted(cut.code(), cut.complaint()),
          "See that no process of the server is left, and that its files belong to this user.");
    }
    return PowerCutProof.parse(cut.output());
  }
}
