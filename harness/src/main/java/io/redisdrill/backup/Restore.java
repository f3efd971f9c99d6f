package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.RestoreJournal.State;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Restores a backup to a Redis: verifies every byte, stops Redis, writes the new files beside the
 * old ones, sets the old ones aside, starts Redis, and puts the old ones back if it does not serve.
 *
 * <p>Broken off anywhere, it is finished by running it again; until it succeeds, the old files are
 * on the volume. They stay there afterwards, in a directory of their own. One thread at a time.
 */
public final class Restore {
  private final RestoreTarget target;
  private final Unpacking limits;
  private final Timing timing;
  private final VolumeSwap swap;

  /**
   * @param step told of each step before it is done
   */
  public Restore(RestoreTarget target, Unpacking limits, Consumer<String> step) {
    this.target = target;
    this.limits = limits;
    this.timing = new Timing(step);
    this.swap = new VolumeSwap(target.redis().files(), target.names(), step);
  }

  /**
   * What a restore would do.
   *
   * @param metadata of the backup
   * @param does what would be put where
   */
  public record Preview(BackupMetadata metadata, String does) {}

  /**
   * Does everything that changes nothing.
   *
   * @throws DrillException if the backup could not be restored
   */
  public Preview preview(Path archive) {
    VerifiedBackup backup = VerifiedBackup.verify(archive, limits);
    RestorePlan plan = RestorePlan.of(backup, namesFor(backup));
    Room.require(target.redis().files(), backup, plan);
    return new Preview(backup.metadata(), plan.words());
  }

  /** Which form its AOF has depends on the server, which no redis.conf names. */
  private PersistentFiles namesFor(VerifiedBackup backup) {
    Map<String, String> server = Compatibility.require(backup.metadata(), target);
    return server.isEmpty() ? target.names() : target.names().on(server);
  }

  /**
   * Restores from an archive on this machine.
   *
   * @throws DrillException if it could not; the old files are back then
   */
  public RestoreReport run(Path archive) throws InterruptedException {
    timing.begin("verify");
    VerifiedBackup backup = VerifiedBackup.verify(archive, limits);
    timing.through(backup.metadata().bytes());
    RestorePlan plan = RestorePlan.of(backup, namesFor(backup));
    Room.require(target.redis().files(), backup, plan);
    return run(backup, plan, () -> write(backup, plan));
  }

  /**
   * Restores what was unpacked into the data directory itself: its files are moved, not copied.
   *
   * @throws DrillException if it could not; the old files are back then
   */
  public RestoreReport run(UnpackedBackup unpacked) throws InterruptedException {
    VerifiedBackup backup = unpacked.verified();
    RestorePlan plan = RestorePlan.of(backup, namesFor(backup));
    return run(
        backup,
        plan,
        () -> {
          plan.files().forEach(this::stageUnpacked);
          writeOwn(plan);
        });
  }

  private void stageUnpacked(String from, String to) {
    swap.step().accept("stage " + to);
    target.redis().files().move(UnpackedBackup.PLACE + from, RestoreJournal.STAGED + to);
  }

  private RestoreReport run(VerifiedBackup backup, RestorePlan plan, Runnable write)
      throws InterruptedException {
    timing.begin("stop");
    target.redis().stop(target.grace());
    long stopped = target.clock().now();
    Optional<RestoreJournal> earlier = settle(backup.metadata().timestamp());
    RestoreJournal journal = earlier.isPresent() ? earlier.get() : stage(backup, plan, write);

    timing.begin("swap");
    if (journal.state() == State.SETTING_ASIDE) {
      journal = swap.setAside(journal);
    }
    swap.place(journal);
    timing.begin("start");
    long keys = start(journal, backup.metadata());
    return new RestoreReport(
        backup.metadata(),
        plan.words(),
        stopped,
        keys,
        journal.old().isEmpty() ? Optional.empty() : Optional.of(journal.aside()),
        timing.end());
  }

  /** Ends what an earlier one left: returns its journal if it can go on, else undoes it. */
  private Optional<RestoreJournal> settle(String backup) {
    Optional<RestoreJournal> earlier = RestoreJournal.read(target.redis().files());
    if (earlier.isEmpty()) {
      return earlier;
    }
    RestoreJournal journal = earlier.get();
    boolean staged = journal.state() == State.SETTING_ASIDE || journal.state() == State.PLACING;
    if (staged && journal.backup().equals(backup)) {
      return earlier;
    }
    swap.putBack(journal);
    return Optional.empty();
  }

  private RestoreJournal stage(VerifiedBackup backup, RestorePlan plan, Runnable write) {
    timing.begin("stage");
    List<String> restored = new ArrayList<>(plan.files().values());
    restored.addAll(plan.written().keySet());
    RestoreJournal journal =
        new RestoreJournal(
            backup.metadata().timestamp(), State.STAGING, old(), restored, aside(backup));
    try {
      swap.advance(journal, State.STAGING);
      write.run();
      return swap.advance(journal, State.SETTING_ASIDE);
    } catch (DrillException e) {
      swap.forget();
      target.redis().start();
      throw e;
    }
  }

  private void write(VerifiedBackup backup, RestorePlan plan) {
    new ArchiveReader(backup.archive(), limits)
        .visit(
            (path, size, content) -> {
              String to = plan.files().get(path);
              if (to != null) {
                swap.step().accept("stage " + to);
                target.redis().files().write(RestoreJournal.STAGED + to, content, size);
                target.redis().check();
                timing.through(size);
              }
            });
    writeOwn(plan);
  }

  private void writeOwn(RestorePlan plan) {
    for (Map.Entry<String, byte[]> file : plan.written().entrySet()) {
      swap.step().accept("stage " + file.getKey());
      target
          .redis()
          .files()
          .write(
              RestoreJournal.STAGED + file.getKey(),
              new ByteArrayInputStream(file.getValue()),
              file.getValue().length);
    }
  }

  private List<String> old() {
    return target.redis().files().list().stream()
        .map(DataFile::path)
        .filter(target.names()::owns)
        .toList();
  }

  private String aside(VerifiedBackup backup) {
    String name = "before-restore-" + backup.metadata().timestamp();
    List<String> there = target.redis().files().list().stream().map(DataFile::path).toList();
    String free = name;
    for (int n = 2; begins(there, free + "/"); n++) {
      free = name + "-" + n;
    }
    return free;
  }

  private static boolean begins(List<String> paths, String prefix) {
    return paths.stream().anyMatch(path -> path.startsWith(prefix));
  }

  private long start(RestoreJournal journal, BackupMetadata backup) throws InterruptedException {
    long began = target.clock().now();
    try {
      target.redis().start();
      Serving.await(target.redis(), target.clients(), target.limit());
      long keys = keys();
      // A FLUSHALL while the AOF was copied may be the last thing in it: then none is right.
      if (keys == 0 && backup.keys() > 0 && !saysLoaded(began)) {
        throw new DrillException(
            "Cannot restore the backup " + backup.timestamp(),
            backup.keys() + " keys",
            "none: Redis did not load the files",
            "Look at the Redis log.");
      }
      return keys;
    } catch (DrillException | RedisUnavailableException e) {
      throw undone(journal, backup, e);
    }
  }

  private boolean saysLoaded(long since) {
    return target
        .redis()
        .log()
        .first(Source.REDIS, since, line -> line.contains("DB loaded from"))
        .isPresent();
  }

  private long keys() {
    try (Console console = target.clients().console(target.redis().endpoint())) {
      return Keyspace.keys(console.info());
    }
  }

  private DrillException undone(
      RestoreJournal journal, BackupMetadata backup, RuntimeException why) {
    target.redis().stop(target.grace());
    swap.putBack(journal.in(State.PLACING));
    target.redis().start();
    return new BrokenBackupException(
        "Cannot restore the backup " + backup.timestamp(),
        "a Redis that starts from it and serves",
        String.valueOf(why.getMessage()),
        journal.old().isEmpty()
            ? "There was nothing before, and Redis starts empty again: use another backup."
            : "The files that were there before are back, and Redis starts from them.",
        why);
  }
}
