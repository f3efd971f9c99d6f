package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One life of a redis-server. */
final class ServerProcess {
  private static final int LONGEST_LINE = 4096;
  private static final long LAST_WORDS_MILLIS = 200;

  private final Process process;
  private final Identity identity;
  private final long started = System.nanoTime();
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile long ended;

  private ServerProcess(Process process) {
    this.process = process;
    this.identity =
        new Identity(
            Long.toString(process.pid()), process.info().startInstant().orElseGet(Instant::now));
  }

  static ServerProcess start(RedisFiles place, MergedLog log, Consumer<ServerProcess> onEnd) {
    ServerProcess server;
    try {
      server = new ServerProcess(builder(place).start());
    } catch (IOException e) {
      throw new DrillException(
          "Cannot start " + place.server(),
          "a program that this machine can run",
          String.valueOf(e.getMessage()),
          "Name another redis-server with --redis PATH.",
          e);
    }
    log.add(Source.STARTED, server.identity.id());
    Thread reader = daemon("redis-log-" + server.identity.id(), () -> server.readLog(log));
    Thread watcher =
        daemon("redis-watch-" + server.identity.id(), () -> server.watch(log, reader, onEnd));
    reader.start();
    watcher.start();
    return server;
  }

  private static ProcessBuilder builder(RedisFiles place) {
    ProcessBuilder builder =
        new ProcessBuilder(place.command())
            .directory(place.data().toFile())
            .redirectErrorStream(true);
    builder.environment().put("TZ", "UTC"); // its log carries no time zone
    return builder;
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void readLog(MergedLog log) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(
            Source.REDIS, line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
      }
    } catch (IOException closed) {
      // The pipe ends with the process; what it said until then has been read.
      return;
    }
  }

  private void watch(MergedLog log, Thread reader, Consumer<ServerProcess> onEnd) {
    try {
      int code = process.waitFor();
      ended = System.nanoTime();
      long at = log.now();
      reader.join(LAST_WORDS_MILLIS); // what it said stands before its end
      log.add(at, Source.GONE, "%s ended with exit code %d".formatted(identity.id(), code));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gone.countDown();
      onEnd.accept(this);
    }
  }

  Identity identity() {
    return identity;
  }

  boolean alive() {
    return process.isAlive();
  }

  Duration lifetime() {
    return Duration.ofNanos((ended == 0 ? System.nanoTime() : ended) - started);
  }

  /** Through its handle: the process itself would close the pipe, and lose the last words. */
  void terminate() {
    process.toHandle().destroy();
  }

  /**
   * SIGKILL, and to the children too: when a container's first process dies, the kernel kills all
   * others in it, so a snapshot under way never gets renamed into place.
   */
  void kill() {
    List<ProcessHandle> children = children();
    process.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** On Linux one small file tells them; the JDK reads all of /proc, which takes milliseconds. */
  private List<ProcessHandle> children() {
    Path list = Path.of("/proc", identity.id(), "task", identity.id(), "children");
    try {
      return Stream.of(Files.readString(list).split(" "))
          .filter(pid -> !pid.isBlank())
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
          .toList();
    } catch (IOException notLinux) {
      return process.children().toList();
    }
  }

  /** Returns whether the process, and the note of its end in the log, was seen within the limit. */
  boolean awaitEnd(Duration limit) {
    try {
      return gone.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
