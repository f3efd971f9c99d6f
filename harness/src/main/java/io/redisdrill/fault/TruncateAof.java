package io.redisdrill.fault;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the AOF is cut off while Redis is down: a file system that lost the last blocks.
 *
 * @param bytes how many are cut off; all of them, if the file has fewer
 * @param percent of the file that is cut off beside
 */
public record TruncateAof(long bytes, int percent) implements Fault {
  private static final Duration GRACE = Duration.ofSeconds(30);
  // appendonlydir/appendonly.aof.3.incr.aof, or appendonly.aof before Redis 7
  private static final Pattern INCREMENT = Pattern.compile(".*\\.(\\d+)\\.incr\\.aof");

  public TruncateAof {
    if (bytes < 0 || percent < 0 || percent > 100 || bytes + percent == 0) {
      throw new UsageException(
          "Cannot cut an AOF",
          "some bytes, or 1 to 100 percent",
          bytes + " bytes and " + percent + " percent",
          "Use TruncateAof.bytes(1000), say.");
    }
  }

  /** Cuts off a number of bytes. */
  public static TruncateAof bytes(long bytes) {
    return new TruncateAof(bytes, 0);
  }

  /** Cuts off a part of the file. */
  public static TruncateAof percent(int percent) {
    return new TruncateAof(0, percent);
  }

  @Override
  public String name() {
    return "truncate-aof";
  }

  @Override
  public Severity severity() {
    return Severity.FILES;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.STOP, Capability.FILES);
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("bytes", bytes, "percent", percent);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return Offline.around(this, GRACE, redis, clock, () -> cut(redis.files()));
  }

  private Offline.Change cut(DataFiles files) {
    DataFile file = last(files.list());
    long cut = Math.min(file.size(), bytes + file.size() / 100 * percent);
    files.truncate(file.path(), file.size() - cut);
    long after = size(files.list(), file.path());
    return new Offline.Change(
        after < file.size(),
        Map.of("file", file.path(), "bytesBefore", file.size(), "bytesAfter", after));
  }

  private static DataFile last(List<DataFile> files) {
    return files.stream()
        .filter(f -> f.size() > 0)
        .filter(f -> INCREMENT.matcher(f.path()).matches() || f.path().equals("appendonly.aof"))
        .max(Comparator.comparingLong(file -> sequence(file.path())))
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot cut the AOF",
                    "an incremental AOF file that is not empty",
                    files.isEmpty() ? "no files" : files.toString(),
                    "Set appendonly yes, or choose another fault."));
  }

  private static long sequence(String path) {
    Matcher matcher = INCREMENT.matcher(path);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static long size(List<DataFile> files, String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .mapToLong(DataFile::size)
        .findFirst()
        .orElse(0);
  }
}
