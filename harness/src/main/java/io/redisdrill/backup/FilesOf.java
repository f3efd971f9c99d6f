package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import io.redisdrill.aof.AofReader;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.Content;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The files of a running Redis that belong into a backup. Not thread-safe. */
final class FilesOf {
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

  private final DataFiles data;
  private final Supplier<Map<String, String>> info;
  private final PersistentFiles names;
  private final RunClock clock;
  private final boolean saved;
  private long point;

  /**
   * @param info asks Redis for INFO
   * @param saved when an RDB file was saved for this backup, or {@link Long#MAX_VALUE}
   */
  FilesOf(
      DataFiles data,
      PersistentFiles names,
      RunClock clock,
      Supplier<Map<String, String>> info,
      long saved) {
    this.data = data;
    this.info = info;
    this.names = names;
    this.clock = clock;
    this.saved = saved < Long.MAX_VALUE;
    this.point = saved;
  }

  /** Everything acknowledged before is in what a Redis of the same settings would load. */
  long point() {
    return point;
  }

  String type() {
    return names.appendOnly() ? (saved ? "full" : "aof") : "rdb";
  }

  List<BackupFile> addTo(ArchiveWriter archive, Map<String, String> told)
      throws IOException, InterruptedException {
    List<BackupFile> added = new ArrayList<>();
    added.add(archive.add(BackupMetadata.INFO_FILE, text(told).getBytes(UTF_8)));
    if (saved) {
      added.add(whole(archive, names.rdb()));
    }
    if (names.appendOnly() && names.oneFile()) {
      added.add(oneFile(archive));
    } else if (names.appendOnly()) {
      addAof(archive, added);
    }
    return added;
  }

  private static String text(Map<String, String> info) {
    return new TreeMap<>(info)
        .entrySet().stream()
            .map(field -> field.getKey() + ":" + field.getValue() + "\n")
            .collect(Collectors.joining());
  }

  /** Before Redis 7 a rewrite puts another file in the place of the one that is being copied. */
  private BackupFile oneFile(ArchiveWriter archive) throws IOException, InterruptedException {
    if (!VerifiedBackup.isOldAof(names.aof())) {
      throw new DrillException(
          "Cannot back up " + names.aof(),
          "an AOF that ends in .aof, or a restore does not know it for one",
          "appendfilename " + names.aof(),
          "Set appendfilename to appendonly.aof.");
    }
    List<Long> before = rewrites();
    BackupFile file = growing(archive, names.aof(), 0);
    List<Long> after = rewrites();
    if (!after.equals(before)) {
      throw rewritten(names.aof(), "%s before, %s after".formatted(before, after));
    }
    return file;
  }

  /** What a rewrite changes, as far as INFO tells. */
  private List<Long> rewrites() {
    Map<String, String> now = info.get();
    return List.of(
        Children.number(now, "aof_base_size"), Children.number(now, "aof_rewrite_in_progress"));
  }

  private static DrillException rewritten(String what, String found) {
    return new DrillException(
        "Cannot back up " + what,
        "no rewrite of the AOF while it is copied",
        found,
        "Let nobody call BGREWRITEAOF meanwhile, and run again.");
  }

  private void addAof(ArchiveWriter archive, List<BackupFile> added)
      throws IOException, InterruptedException {
    AofManifest manifest = manifest();
    added.add(archive.add(names.manifest(), manifest.render().getBytes(UTF_8)));
    long others = 0;
    for (AofManifest.Part part : manifest.files()) {
      boolean growing = manifest.last().filter(part::equals).isPresent();
      String path = names.aofPath(part.name());
      BackupFile file = growing ? growing(archive, path, others) : whole(archive, path);
      others += file.size();
      added.add(file);
    }
    AofManifest after = manifest();
    if (!after.equals(manifest)) {
      throw rewritten(names.aofDirectory(), "another list of files afterwards");
    }
  }

  private AofManifest manifest() {
    return AofManifest.parse(names.manifest(), new String(data.read(names.manifest()), UTF_8));
  }

  private BackupFile whole(ArchiveWriter archive, String path) throws IOException {
    try (Content content = data.open(path)) {
      return archive.add(path, content.size(), content.stream());
    }
  }

  /** What Redis writes now is cut at a whole command. */
  private BackupFile growing(ArchiveWriter archive, String path, long others)
      throws IOException, InterruptedException {
    long now = clock.now();
    awaitWritten(path, others);
    long end;
    try (Content content = data.open(path)) {
      end = AofReader.wholeUnitsOf(content.stream());
    }
    point = now;
    try (Content content = data.open(path)) {
      return archive.add(path, end, content.stream());
    }
  }

  /**
   * With everysec Redis acknowledges writes up to two seconds before it writes them to its AOF, if
   * an fsync is under way (flushAppendOnlyFile in aof.c): waits until they are there.
   */
  private void awaitWritten(String path, long others) throws InterruptedException {
    Map<String, String> now = info.get();
    long target =
        Children.number(now, "aof_current_size")
            + Children.number(now, "aof_buffer_length")
            - others;
    AtomicLong size = new AtomicLong();
    Waiting.until(
        path + " to have " + target + " bytes",
        WRITE_LIMIT,
        () -> {
          data.list().stream()
              .filter(file -> file.path().equals(path))
              .forEach(file -> size.set(file.size()));
          return size.get() >= target;
        },
        () -> size + " bytes");
  }
}
