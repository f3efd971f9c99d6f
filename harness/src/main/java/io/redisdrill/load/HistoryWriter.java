package io.redisdrill.load;

import io.redisdrill.DrillException;
import io.redisdrill.run.RunClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code history.bin}: every attempted write with its outcome. What was flushed outlives
 * this JVM. Each writer has an {@link Appender} of its own; those may run on different threads.
 */
public final class HistoryWriter implements Closeable {
  private static final int RECORDS_A_BLOCK = 2_048;
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path file;
  private final FileChannel channel;
  private volatile @Nullable IOException failure;

  private HistoryWriter(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Makes the file. */
  public static HistoryWriter create(Path file, int writers, RunClock clock) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Instant origin = clock.startedAt();
      long nanos = TimeUnit.SECONDS.toNanos(origin.getEpochSecond()) + origin.getNano();
      channel.write(HistoryFormat.header(writers, nanos));
      return new HistoryWriter(file, channel);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Returns where the records of one writer go. */
  public Appender appender(int writer) {
    return new Appender(writer);
  }

  /**
   * Does nothing while all records could be written.
   *
   * @throws DrillException if the disk is full or failed: a history with a gap proves nothing
   */
  public void check() {
    IOException failed = failure;
    if (failed != null) {
      throw cannotWrite(file, failed);
    }
  }

  /** Closes the file. The appenders must have been flushed. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      failure = e;
    }
    check();
  }

  private synchronized void write(ByteBuffer block) {
    try {
      while (block.hasRemaining()) {
        channel.write(block);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private static DrillException cannotWrite(Path file, IOException cause) {
    return new DrillException(
        "Cannot record the history in " + file,
        "a file that can be written, with space left",
        String.valueOf(cause.getMessage()),
        "Free some space or record less: a lower rate, a shorter load.",
        cause);
  }

  /** Takes the records of one writer, in the order of their versions. One thread at a time. */
  public final class Appender {
    private final short writer;
    private final ByteBuffer block = HistoryFormat.buffer(RECORDS_A_BLOCK);
    private long flushed = System.nanoTime();

    private Appender(int writer) {
      this.writer = (short) writer;
    }

    /** Records one write; times are nanoseconds of the run. */
    public void add(
        int key,
        int version,
        Kind kind,
        boolean joined,
        Outcome outcome,
        long invoked,
        long completed) {
      long ticks =
          Math.min((completed - invoked) / HistoryFormat.TICK_NANOS, HistoryFormat.MOST_TICKS);
      int at = block.position();
      block
          .putLong(at, invoked)
          .putInt(at + HistoryFormat.TICKS, (int) ticks)
          .putInt(at + HistoryFormat.VERSION_NUMBER, version)
          .putInt(at + HistoryFormat.KEY, key)
          .putShort(at + HistoryFormat.WRITER, writer)
          .put(
              at + HistoryFormat.KIND,
              (byte) (kind.ordinal() | (joined ? HistoryFormat.JOINED : 0)))
          .put(at + HistoryFormat.OUTCOME, (byte) outcome.ordinal())
          .position(at + HistoryFormat.RECORD_BYTES);
      if (!block.hasRemaining()) {
        flush();
      }
    }

    /** Flushes if the last time was a while ago. */
    public void flushIfDue() {
      if (System.nanoTime() - flushed > FLUSH_NANOS) {
        flush();
      }
    }

    /** Hands everything to the file. */
    public void flush() {
      flushed = System.nanoTime();
      write(block.flip());
      block.clear();
    }
  }
}
