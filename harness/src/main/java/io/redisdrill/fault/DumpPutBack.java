package io.redisdrill.fault;

import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything is gone but the snapshot of a moment before, which is put back and Redis started: what
 * many a runbook says. With {@code appendonly yes} Redis starts empty, and ignores it.
 *
 * @param by how long Redis serves on after the snapshot
 */
public record DumpPutBack(Duration by) implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** With a snapshot that is half a second old. */
  public DumpPutBack() {
    this(Duration.ofMillis(500));
  }

  @Override
  public String name() {
    return "dump-put-back";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("by", by.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    OlderCopy dump = OlderCopy.outlived(Target.DUMP, by, redis, clock);
    return Offline.around(this, GRACE, redis, clock, () -> putBack(dump, redis.files()))
        .withSnapshot(dump.at());
  }

  private static Offline.Change putBack(OlderCopy dump, DataFiles files) {
    List<String> before = files.list().stream().map(DataFile::path).toList();
    Offline.Change alone =
        FileProof.of(
            files,
            dump.path(),
            () -> {
              before.forEach(files::delete);
              files.write(dump.path(), dump.content());
            });
    List<String> after = files.list().stream().map(DataFile::path).toList();
    Map<String, Object> proof = new HashMap<>(alone.proof());
    proof.put("filesBefore", before);
    proof.put("filesAfter", after);
    boolean others = before.stream().anyMatch(path -> !path.equals(dump.path()));
    return new Offline.Change(
        after.equals(List.of(dump.path())) && (others || alone.tookEffect()),
        proof,
        "wrong file loaded",
        false);
  }
}
