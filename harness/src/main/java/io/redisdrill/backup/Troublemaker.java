package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.TroubledBackup.Trouble;
import io.redisdrill.recovery.Serving;
import io.redisdrill.recovery.Troubled;
import io.redisdrill.redis.RedisUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Brings a trouble about while a backup is made, and knows whether it happened. */
final class Troublemaker {
  private static final long AFTER_BYTES = 100_000;
  private static final long PAUSE_NANOS = 2_000_000;
  private static final Duration BACK_LIMIT = Duration.ofSeconds(60);

  private final Trouble trouble;
  private final BackupSource source;
  private final FaultyLink link;
  private final Map<String, Object> proof = new ConcurrentSkipListMap<>();
  private final long began;
  private @Nullable ChildKill childKill;
  private volatile String step = "";
  private volatile boolean happened;

  Troublemaker(Trouble trouble, BackupSource source, FaultyLink link) {
    this.trouble = trouble;
    this.source = source;
    this.link = link;
    this.began = source.clock().now();
  }

  /** Does what comes before the backup. */
  void prepare() throws InterruptedException {
    if (trouble == Trouble.AOF_TRUNCATED) {
      happened = new TornTail(source).tear(proof);
      serving();
    }
  }

  /** A step of the backup begins. */
  void begin(String next) {
    step = next;
    switch (trouble) {
      case UPLOAD_CUT -> at("upload", () -> link.cutAfter(AFTER_BYTES));
      case STORE_GONE -> at("complete", () -> link.cutAfter(0));
      case STORE_SLOW -> link.slow(PAUSE_NANOS);
      case KILL_AT_SAVE -> at("save", () -> killChild("rdb_bgsave_in_progress"));
      case KILL_AT_REWRITE -> at("rewrite", () -> killChild("aof_rewrite_in_progress"));
      case KILL_AT_UPLOAD -> at("upload", () -> link.holdAfter(AFTER_BYTES, this::killNow));
      case AOF_TRUNCATED -> proof.put("backupBegan", true);
    }
  }

  private void at(String when, Runnable task) {
    if (step.equals(when)) {
      task.run();
    }
  }

  private void killChild(String flag) {
    childKill = ChildKill.begin(source, flag);
  }

  /** The upload waits meanwhile: bytes of it have gone, and others have not. */
  private void killNow() {
    String before = source.redis().process().id();
    source.redis().kill();
    proof.put("killed", before);
    proof.put("killedAt", step);
    proof.put("bytesOnTheirWay", AFTER_BYTES);
    happened = step.equals("upload") || step.equals("complete");
  }

  /** Returns what came of it, once Redis serves again. */
  Troubled end(boolean backupFailed) throws InterruptedException {
    proof.put("backupFailed", backupFailed);
    if (childKill != null) {
      happened = childKill.end(proof);
    }
    boolean kills = trouble.kills();
    if (kills) {
      serving();
    } else {
      proof.putAll(link.done());
      happened = troubled();
    }
    return new Troubled(trouble.label(), began, source.clock().now(), happened, kills, proof);
  }

  private boolean troubled() {
    return switch (trouble) {
      case UPLOAD_CUT -> link.cuts() > 0;
      case STORE_GONE -> link.cuts() + link.refusals() > 0;
      default -> link.pauses() > 0;
    };
  }

  private void serving() throws InterruptedException {
    try {
      Serving.await(source.redis(), source.clients(), BACK_LIMIT);
    } catch (RedisUnavailableException e) {
      throw new DrillException(
          "Cannot go on after " + trouble.label(),
          "a Redis that is back within " + BACK_LIMIT,
          String.valueOf(e.getMessage()),
          "Look at its log in the run directory.",
          e);
    }
  }
}
