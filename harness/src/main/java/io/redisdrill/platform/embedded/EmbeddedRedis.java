package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.Launcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A redis-server process that is started again whenever it ends, as a kubelet would. */
final class EmbeddedRedis implements RunningRedis {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  // A server that ends this often right after its start will not come up by trying on.
  private static final int CRASHES_IN_A_ROW = 5;
  private static final Duration QUICK = Duration.ofSeconds(1);

  private static final Identity NONE = new Identity("none", Instant.EPOCH);

  private enum Wanted {
    UP,
    DOWN,
    CLOSED
  }

  private final RedisFiles place;
  private final Endpoint endpoint;
  private final MergedLog log;
  private final DataFiles files;
  private final Consumer<EmbeddedRedis> onClose;
  private Wanted wanted = Wanted.DOWN;
  private @Nullable ServerProcess process;
  private int quickEnds;
  private @Nullable DrillException cannotStart;

  /** One that is down until it is started. */
  EmbeddedRedis(
      RedisFiles place, Endpoint endpoint, MergedLog log, Consumer<EmbeddedRedis> onClose) {
    this.place = place;
    this.endpoint = endpoint;
    this.log = log;
    this.onClose = onClose;
    this.files = new LocalDataFiles(place.data(), this::running);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public synchronized Identity process() {
    return process == null ? NONE : process.identity();
  }

  @Override
  public void kill() {
    // The next one takes its place as soon as it is gone.
    current().ifPresent(this::kill);
  }

  private void kill(ServerProcess ending) {
    ending.kill();
    awaitGone(ending, KILL_LIMIT);
  }

  @Override
  public void terminate(Duration grace) {
    current().ifPresent(ending -> endGracefully(ending, grace));
  }

  @Override
  public void stop(Duration grace) {
    want(Wanted.DOWN);
    current().ifPresent(ending -> endGracefully(ending, grace));
  }

  private void endGracefully(ServerProcess ending, Duration grace) {
    ending.terminate();
    if (!ending.awaitEnd(grace)) {
      log.add(Source.PLATFORM, "still running after %s: SIGKILL".formatted(grace));
      kill(ending);
    }
  }

  @Override
  public synchronized void start() {
    if (running()) {
      return;
    }
    wanted = Wanted.UP;
    quickEnds = 0;
    process = ServerProcess.start(place, log, this::ended);
  }

  /** Ends it for good, until it is started. */
  void killAndStayDown() {
    want(Wanted.DOWN);
    current().ifPresent(this::kill);
  }

  @Override
  public FaultyDisk disk() {
    Launcher launcher =
        place
            .launcher()
            .orElseThrow(
                () ->
                    new DrillException(
                        "Cannot touch the disk of redis-server " + process().id(),
                        "one that was deployed to be watched",
                        "one that was not",
                        "Deploy it with redis-drill.watch-syncs=true."));
    return new EmbeddedDisk(this, launcher, place.data());
  }

  @Override
  public String repairAof() {
    return new AofCheck(place).fix(files);
  }

  @Override
  public DataFiles files() {
    return files;
  }

  @Override
  public PersistenceLog log() {
    return log;
  }

  @Override
  public void check() {
    DrillException failed = startFailure();
    if (failed != null) {
      throw failed;
    }
    long bytes = files.list().stream().mapToLong(DataFiles.DataFile::size).sum();
    if (bytes > place.limitBytes()) {
      throw new DrillException(
          "Cannot go on with the drill",
          "a data directory of at most %,d bytes".formatted(place.limitBytes()),
          "%,d bytes".formatted(bytes),
          "Load less, or raise the limit with -Dredis-drill.embedded.data-limit=BYTES.");
    }
  }

  @Override
  public void close() {
    want(Wanted.CLOSED);
    current()
        .filter(ServerProcess::alive)
        .ifPresent(
            last -> {
              last.kill();
              last.awaitEnd(KILL_LIMIT);
            });
    try {
      place.delete();
    } catch (IOException e) {
      log.add(Source.PLATFORM, "cannot delete the data directory: " + e.getMessage());
    }
    onClose.accept(this);
  }

  /** Called by the process's own watcher; starts the next one unless it is to stay down. */
  private synchronized void ended(ServerProcess which) {
    if (wanted != Wanted.UP || which != process) {
      return;
    }
    quickEnds = which.lifetime().compareTo(QUICK) < 0 ? quickEnds + 1 : 0;
    if (quickEnds < CRASHES_IN_A_ROW) {
      try {
        process = ServerProcess.start(place, log, this::ended);
      } catch (DrillException e) {
        cannotStart = e; // this thread has nobody to tell: check() does
      }
    }
  }

  @Override
  public synchronized Optional<String> gaveUp() {
    boolean gaveUp = wanted == Wanted.UP && quickEnds >= CRASHES_IN_A_ROW && !running();
    return gaveUp
        ? Optional.of(
            "redis-server ended %d times in a row within %d s of its start; its last words: %s"
                .formatted(CRASHES_IN_A_ROW, QUICK.toSeconds(), lastWords()))
        : Optional.empty();
  }

  private String lastWords() {
    return LastWords.of(log.lines());
  }

  private synchronized @Nullable DrillException startFailure() {
    return cannotStart;
  }

  private synchronized void want(Wanted state) {
    wanted = state;
  }

  /** Returns the process that runs, or ran last. */
  private synchronized Optional<ServerProcess> current() {
    return Optional.ofNullable(process);
  }

  private synchronized boolean running() {
    return process != null && process.alive();
  }

  private void awaitGone(ServerProcess ending, Duration limit) {
    if (!ending.awaitEnd(limit)) {
      throw new DrillException(
          "Cannot kill redis-server " + ending.identity().id(),
          "its end within " + limit,
          "a process that still runs",
          "Look at its state with ps: a process in uninterruptible sleep waits for its disk.");
    }
  }
}
