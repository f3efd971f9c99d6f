package io.redisdrill.scenario.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code cells.jsonl}: a line for what the night is, then one for each drill that is over, so that
 * a night that was cut off goes on where it was. One process at a time holds it. Thread-safe.
 */
final class Ledger implements AutoCloseable {
  static final String NAME = "cells.jsonl";

  /**
   * The first line.
   *
   * @param plan with all that decides which drills there are
   * @param shard of it
   * @param stacks with the SHA-256 of their settings
   * @param started when the night began
   */
  record Heading(NightlyPlan plan, String shard, Map<String, String> stacks, Instant started) {
    boolean same(Heading other) {
      // More time to finish is no other night.
      return shard.equals(other.shard)
          && stacks.equals(other.stacks)
          && unbounded().equals(other.unbounded());
    }

    private NightlyPlan unbounded() {
      return new NightlyPlan(
          plan.stacks(),
          plan.faults(),
          plan.drills(),
          plan.platforms(),
          plan.repeat(),
          Duration.ofDays(1),
          plan.load(),
          plan.seed());
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final Heading heading;
  private final List<NightRun> done = new ArrayList<>();

  private Ledger(Path file, FileChannel channel, Heading heading) {
    this.file = file;
    this.channel = channel;
    this.heading = heading;
  }

  /**
   * Opens it.
   *
   * @throws UsageException if it is of another night
   * @throws DrillException if it cannot be written, or another process holds it
   */
  static Ledger open(Path night, Heading wanted) {
    Path file = night.resolve(NAME);
    try {
      Files.createDirectories(night);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock(file, channel);
        List<String> lines = whole(Files.readString(file));
        Heading began = lines.isEmpty() ? wanted : heading(file, lines.get(0));
        if (!began.same(wanted)) {
          throw another(night, "another plan or shard, or a stack that was changed");
        }
        Ledger ledger = new Ledger(file, channel, began);
        ledger.resume(lines);
        return ledger;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    boolean held;
    try {
      held = channel.tryLock() == null;
    } catch (OverlappingFileLockException here) {
      held = true;
    }
    if (held) {
      throw new DrillException(
          "Cannot go on with " + file,
          "a night that nobody else runs",
          "another process that writes to it",
          "Wait for it, or name another directory with --out.");
    }
  }

  /** The last line may have been cut off with the process that wrote it: its drill runs again. */
  private static List<String> whole(String text) {
    int end = text.lastIndexOf('\n') + 1;
    return text.substring(0, end).lines().toList();
  }

  private void resume(List<String> lines) throws IOException {
    for (String line : lines.isEmpty() ? lines : lines.subList(1, lines.size())) {
      done.add(read(file, line, NightRun.class));
    }
    long kept = lines.stream().mapToLong(line -> line.getBytes(UTF_8).length + 1L).sum();
    channel.truncate(kept).position(kept);
    if (lines.isEmpty()) {
      append(heading);
    }
  }

  private static Heading heading(Path file, String line) {
    return read(file, line, Heading.class);
  }

  private static <T> T read(Path file, String line, Class<T> type) {
    try {
      return Json.MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw another(file, "a line that is damaged");
    }
  }

  private static UsageException another(Path where, String found) {
    return new UsageException(
        "Cannot go on with the night in " + where,
        "the plan and the shard that it began with",
        found,
        "Name another directory with --out.");
  }

  private static DrillException cannotWrite(Path file, IOException e) {
    return new DrillException(
        "Cannot write " + file,
        "a directory that can be written, with space left",
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "Free some space, or name another directory with --out.",
        e);
  }

  Instant started() {
    return heading.started();
  }

  synchronized void add(NightRun run) {
    try {
      append(run);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
    done.add(run);
  }

  private void append(Object line) throws IOException {
    ByteBuffer bytes = UTF_8.encode(Json.line(line) + "\n");
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  synchronized Optional<NightRun> find(String cell, int repetition) {
    return done.stream()
        .filter(run -> run.cell().equals(cell) && run.repetition() == repetition)
        .findFirst();
  }

  /** Returns the longest that a repetition of this cell took, in seconds. */
  synchronized OptionalDouble longest(String cell) {
    return done.stream()
        .filter(run -> run.cell().equals(cell))
        .mapToDouble(NightRun::seconds)
        .max();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
