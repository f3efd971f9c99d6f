package io.redisdrill.restoredrill;

import io.redisdrill.DrillException;
import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupFile;
import io.redisdrill.backup.BackupMetadata;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.backup.UnpackedFile;
import io.redisdrill.backup.UnpackedFile.Form;
import io.redisdrill.platform.embedded.CheckTool;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.restoredrill.Origin.Fetched;
import io.redisdrill.restoredrill.RestoreResult.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether each byte is what was backed up, as far as anything tells. */
final class Integrity {
  private Integrity() {}

  /** Compares the bytes of the archive with what was said of them elsewhere. */
  static List<Check> archive(Fetched fetched, Optional<String> stated) {
    List<Check> checks = new ArrayList<>();
    stated.ifPresent(sum -> checks.add(sum("archive against --sha256", sum, fetched.sha256())));
    fetched
        .expectedSha256()
        .ifPresent(sum -> checks.add(sum("archive against .sha256", sum, fetched.sha256())));
    return checks;
  }

  private static Check sum(String name, String expected, String found) {
    boolean same = expected.equals(found);
    return new Check(
        name,
        same ? Verdict.PASS : Verdict.FAIL,
        same ? found : "expected %s, found %s".formatted(expected, found));
  }

  /** Compares the files with metadata.json; nothing where the archive has none of this tool. */
  static Optional<Check> metadata(UnpackedBackup backup) {
    return backup.told().map(told -> compared(told, backup.found()));
  }

  private static Check compared(BackupMetadata told, List<BackupFile> all) {
    Map<String, BackupFile> found =
        all.stream()
            .filter(file -> !file.path().equals(BackupMetadata.FILE))
            .collect(Collectors.toMap(BackupFile::path, Function.identity()));
    List<String> wrong = new ArrayList<>();
    for (BackupFile expected : told.files()) {
      BackupFile there = found.remove(expected.path());
      if (there == null) {
        wrong.add(expected.path() + " is missing");
      } else if (there.size() != expected.size()) {
        wrong.add(
            "%s has %,d bytes instead of %,d"
                .formatted(expected.path(), there.size(), expected.size()));
      } else if (!there.equals(expected)) {
        wrong.add(expected.path() + " has another SHA-256");
      }
    }
    found.keySet().forEach(path -> wrong.add(path + " is not listed"));
    return new Check(
        BackupMetadata.FILE,
        wrong.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        wrong.isEmpty()
            ? "size and SHA-256 of %s agree".formatted(Words.count(told.files().size(), "file"))
            : String.join("; ", wrong));
  }

  /** Says what the bytes of each RDB and AOF file are. */
  static List<Check> forms(UnpackedBackup backup, boolean vouched) {
    return backup.files().stream()
        .filter(file -> file.form() != Form.OTHER)
        .map(file -> form(file, vouched))
        .toList();
  }

  private static Check form(UnpackedFile file, boolean vouched) {
    String name = "checksum of " + file.path();
    return switch (file.form()) {
      case RDB -> new Check(name, Verdict.PASS, "CRC-64 over %s agrees".formatted(bytes(file)));
      case RDB_WITHOUT_CHECKSUM ->
          new Check(
              name,
              vouched ? Verdict.PASS : Verdict.UNKNOWN,
              "it was saved with rdbchecksum no"
                  + (vouched ? "; its SHA-256 agrees" : ", and nothing else vouches for it"));
      case RDB_DAMAGED ->
          new Check(
              name,
              Verdict.FAIL,
              "none".equals(file.details().get("magic"))
                  ? "it does not begin as an RDB file does"
                  : "CRC-64 over %s is another one: it is damaged or cut off"
                      .formatted(bytes(file)));
      case AOF ->
          new Check(
              "commands of " + file.path(),
              Verdict.PASS,
              "%s of whole commands".formatted(bytes(file)));
      case AOF_TORN ->
          new Check(
              "commands of " + file.path(),
              Verdict.FAIL,
              "it ends inside a command or a transaction: %s of %s are whole"
                  .formatted(file.details().get("whole"), bytes(file)));
      case AOF_UNREADABLE ->
          new Check(
              "commands of " + file.path(),
              Verdict.FAIL,
              "no command behind byte " + file.details().get("whole"));
      case OTHER -> throw new IllegalStateException(file.path());
    };
  }

  private static String bytes(UnpackedFile file) {
    return "%,d bytes".formatted(file.file().size());
  }

  /** Lets the server's own tools read what it will start from. */
  static List<Check> tools(UnpackedBackup backup, EmbeddedPlatform platform, Duration limit)
      throws InterruptedException {
    List<Check> checks = new ArrayList<>();
    if (backup.snapshot().isPresent()) {
      checks.add(tool(CheckTool.RDB, backup, backup.snapshot().get().path(), platform, limit));
    }
    if (backup.manifest().isPresent()) {
      checks.add(aofTool(backup, backup.manifest().get().path(), platform, limit));
    }
    return checks;
  }

  /** Before Redis 7 the tool takes no list of files, but the one file that an AOF was. */
  private static Check aofTool(
      UnpackedBackup backup, String manifest, EmbeddedPlatform platform, Duration limit)
      throws InterruptedException {
    if (!backup.names().on(Map.of("redis_version", platform.version())).oneFile()) {
      return tool(CheckTool.AOF, backup, manifest, platform, limit);
    }
    List<String> parts = backup.aofParts();
    return parts.size() == 1
        ? tool(CheckTool.AOF, backup, parts.get(0), platform, limit)
        : new Check(
            "redis-check-aof",
            Verdict.UNKNOWN,
            "%s names %d files, and that of Redis %s reads one"
                .formatted(manifest, parts.size(), platform.version()));
  }

  private static Check tool(
      CheckTool tool, UnpackedBackup backup, String file, EmbeddedPlatform platform, Duration limit)
      throws InterruptedException {
    String name = "redis-check-" + tool.name().toLowerCase(java.util.Locale.ROOT);
    Path path = backup.directory().resolve(file);
    try {
      CheckTool.Answer answer = platform.check(tool, path, limit);
      return new Check(
          name,
          answer.sound() ? Verdict.PASS : Verdict.FAIL,
          answer.sound() ? file + " is sound" : file + ": " + answer.words());
    } catch (DrillException e) {
      return new Check(name, Verdict.UNKNOWN, String.valueOf(e.getMessage()));
    }
  }
}
