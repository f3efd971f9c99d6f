package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Restores as many a script does: dump.rdb is copied back, and Redis started. A planted defect for
 * the track record: with {@code appendonly yes} Redis reads its AOF alone, starts empty where there
 * is none, and replaces the file at its next clean shutdown.
 */
public record DumpAlone() implements RestoreProcedure {
  @Override
  public String name() {
    return "dump-alone";
  }

  @Override
  public RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException {
    Timing timing = new Timing(step);
    timing.begin("verify");
    VerifiedBackup backup = VerifiedBackup.verify(archive, Unpacking.DEFAULT);
    timing.begin("stop");
    target.redis().stop(target.grace());
    long stopped = target.clock().now();
    copy(backup, target);
    long restored = size(target);
    timing.begin("start");
    long keys = start(target);
    // What a node drain or an update of the image does some day.
    target.redis().stop(target.grace());
    long left = size(target);
    start(target);
    String did =
        "%s of %,d bytes; Redis started with %,d keys, and its next shutdown left %,d bytes of it"
            .formatted(target.names().rdb(), restored, keys, left);
    return new RestoreReport(backup.metadata(), did, stopped, keys, Optional.empty(), timing.end());
  }

  private static void copy(VerifiedBackup backup, RestoreTarget target) {
    DataFiles files = target.redis().files();
    new ArchiveReader(backup.archive(), Unpacking.DEFAULT)
        .visit(
            (path, size, content) -> {
              if (path.equals(target.names().rdb())) {
                files.write(path, content, size);
              }
            });
  }

  private static long size(RestoreTarget target) {
    return target.redis().files().list().stream()
        .filter(file -> file.path().equals(target.names().rdb()))
        .mapToLong(DataFile::size)
        .findFirst()
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot restore " + target.names().rdb(),
                    "an RDB file in the backup",
                    "none",
                    "Back up a stack that saves snapshots."));
  }

  private static long start(RestoreTarget target) throws InterruptedException {
    target.redis().start();
    Serving.await(target.redis(), target.clients(), target.limit());
    try (Console console = target.clients().console(target.redis().endpoint())) {
      return Keyspace.keys(console.info());
    }
  }
}
