package io.redisdrill.fault;

import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The volume is gone, and Redis starts on an empty one: a disk that failed, a claim that somebody
 * deleted. Nothing but a backup brings the data back.
 */
public record VolumeLost() implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "volume-lost";
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return Offline.around(this, GRACE, redis, clock, () -> discard(redis.files()));
  }

  private static Offline.Change discard(DataFiles files) {
    long before = bytes(files.list());
    String done = files.discard();
    long after = bytes(files.list());
    return new Offline.Change(
        after == 0 && before > 0,
        Map.of("bytesBefore", before, "bytesAfter", after, "volume", done));
  }

  private static long bytes(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::size).sum();
  }
}
