package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.RestoreJournal.State;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.OptionalLong;

/** Whether a volume has room for the files of a backup beside those that are there. */
final class Room {
  private static final long BLOCK_BYTES = 4096;
  private static final String OURS = ".restore/";

  private Room() {}

  /**
   * Does nothing if it has, or if that cannot be told.
   *
   * @throws DrillException if it has not
   */
  static void require(DataFiles data, VerifiedBackup backup, RestorePlan plan) {
    OptionalLong free = data.free();
    if (free.isEmpty() || staged(data, backup)) {
      return;
    }
    // What an earlier one left half-way is deleted first.
    long left =
        data.list().stream()
            .filter(file -> file.path().startsWith(OURS))
            .mapToLong(DataFile::size)
            .sum();
    long needed = needed(backup, plan);
    if (free.getAsLong() + left < needed) {
      throw new DrillException(
          "Cannot restore the backup " + backup.metadata().timestamp(),
          "%,d bytes free on the volume, beside the old files, which stay".formatted(needed),
          "%,d bytes".formatted(free.getAsLong() + left),
          "Enlarge the volume, or remove what nobody needs from it; nothing was changed.");
    }
  }

  /** Then all of its files are on the volume already. */
  private static boolean staged(DataFiles data, VerifiedBackup backup) {
    return RestoreJournal.read(data)
        .filter(journal -> journal.backup().equals(backup.metadata().timestamp()))
        .filter(
            journal -> journal.state() == State.SETTING_ASIDE || journal.state() == State.PLACING)
        .isPresent();
  }

  private static long needed(VerifiedBackup backup, RestorePlan plan) {
    long files =
        backup.metadata().files().stream()
            .filter(file -> plan.files().containsKey(file.path()))
            .mapToLong(file -> blocks(file.size()))
            .sum();
    return files + plan.written().values().stream().mapToLong(all -> blocks(all.length)).sum();
  }

  private static long blocks(long bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }
}
