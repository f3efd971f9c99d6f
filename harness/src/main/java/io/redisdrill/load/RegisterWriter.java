package io.redisdrill.load;

import io.redisdrill.redis.Pipeline;
import io.redisdrill.run.RunClock;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One writer: sends a batch, records each outcome, sends the next. After a connection is lost it
 * goes on with a new one and new keys, so that what was acknowledged before stays readable, and
 * nothing that the old connection may still execute can overwrite it.
 *
 * <p>At each moment one thread owns it: while replies are awaited the connection's, else the one
 * that called {@link #begin} or {@link #resume}. Only {@link #giveUpIfOverdue} may come from
 * another.
 */
final class RegisterWriter {
  /** Who is told how a batch ended. */
  interface Owner {
    /** All writes were answered; {@code refused} says that some were answered with an error. */
    void answered(RegisterWriter writer, boolean refused);

    /** The connection is lost. */
    void lost(RegisterWriter writer);
  }

  private final int writer;
  private final Workload workload;
  private final RunClock clock;
  private final HistoryWriter.Appender history;
  private final LoadCounts counts;
  private final Owner owner;
  private final WriteMix mix;
  private @Nullable Pipeline pipeline;
  private int version;
  private int firstKey;
  private int nextKey;
  private int keysUsed;
  private volatile boolean filled;
  private int waiting;
  private boolean refused;
  private boolean cutOff;
  private long invoked;
  private volatile long awaitingSince = Long.MAX_VALUE;

  RegisterWriter(
      int writer,
      Workload workload,
      RunClock clock,
      HistoryWriter history,
      LoadCounts counts,
      Owner owner) {
    this.writer = writer;
    this.workload = workload;
    this.clock = clock;
    this.history = history.appender(writer);
    this.counts = counts;
    this.owner = owner;
    this.filled = workload.baseKeys() == 0;
    this.mix = new WriteMix(workload.mix(), new SplittableRandom(workload.seed() ^ (writer * 31L)));
  }

  /** Goes on over a new connection, with a first write alone: others wait for its answer. */
  void begin(Pipeline fresh) {
    pipeline = fresh;
    firstKey = Math.max(keysUsed, workload.baseKeys());
    nextKey = 0;
    cutOff = false;
    send(1);
  }

  /** Sends the next batch. */
  void resume() {
    send(workload.pipeline());
  }

  private void send(int steps) {
    WriteBatch batch = new WriteBatch(writer, workload, this::record);
    for (int i = 0; i < steps; i++) {
      Kind kind = filling() ? Kind.SET : mix.next();
      boolean pair = kind == Kind.TRANSACTION || kind == Kind.SCRIPT;
      batch.add(kind, IntStream.range(0, pair ? 2 : 1).mapToObj(n -> nextWrite()).toList());
    }
    waiting = steps;
    refused = false;
    invoked = clock.now();
    awaitingSince = invoked;
    // Replies may come before this returns: it must be the last thing done here.
    Objects.requireNonNull(pipeline).send(batch.requests());
  }

  private boolean filling() {
    return keysUsed < workload.baseKeys();
  }

  /** Each key of the base once, then the others in turns. */
  private WriteBatch.Write nextWrite() {
    int key = filling() ? keysUsed : firstKey + nextKey;
    if (!filling()) {
      nextKey = (nextKey + 1) % workload.keys();
    }
    keysUsed = Math.max(keysUsed, key + 1);
    version = Math.addExact(version, 1);
    return new WriteBatch.Write(key, version);
  }

  private void record(WriteBatch.Step step) {
    long now = clock.now();
    boolean joined = false;
    for (WriteBatch.Write write : step.writes()) {
      history.add(write.key(), write.version(), step.kind(), joined, step.outcome(), invoked, now);
      joined = true;
    }
    counts.add(step.outcome(), step.writes().size(), step.error());
    refused |= step.outcome() == Outcome.FAIL;
    cutOff |= step.outcome() == Outcome.UNKNOWN;
    if (--waiting == 0) {
      end();
    }
  }

  private void end() {
    awaitingSince = Long.MAX_VALUE;
    if (cutOff) {
      history.flush();
      close();
      owner.lost(this);
    } else {
      filled |= !filling();
      history.flushIfDue();
      owner.answered(this, refused);
    }
  }

  /** Ends the connection if its answers are overdue; they count as unknown then. */
  void giveUpIfOverdue(long now) {
    if (now - awaitingSince > workload.timeout().toNanos()) {
      close();
    }
  }

  /** Ends the connection and hands all records to the file. */
  void finish() {
    close();
    history.flush();
  }

  private void close() {
    Pipeline open = pipeline;
    if (open != null) {
      open.close();
    }
  }

  /** Returns whether all of its base was written and answered. */
  boolean filled() {
    return filled;
  }

  /** Returns which writer this is, from 0. */
  int number() {
    return writer;
  }

  /** Returns how many keys this writer has written to: the numbers below that. */
  int keysUsed() {
    return keysUsed;
  }
}
